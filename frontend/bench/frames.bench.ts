import { bench, describe } from "vitest";
import { drawing } from "../src/chart/option";
import { newestChanged } from "../src/store/eventTime";
import { applyFrame, type View } from "../src/store/view";
import { rowChecksum } from "../src/wire/checksum";
import type { Chart, DeltaFrame, Schema, Value } from "../src/wire/types";

// What one frame costs the browser, at the sizes that it must hold: 10,000 rows, 100,000 points.

const type = (name: string) => ({
  name,
  nullable: true,
  precision: 3,
  scale: 0,
  children: [],
  fieldNames: [],
  summary: name,
});
const YS = ["n", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
const schema: Schema = {
  columns: [
    { name: "ts", type: type("TIMESTAMP") },
    { name: "color", type: type("VARCHAR") },
    ...YS.map((name) => ({ name, type: type("BIGINT") })),
  ],
  upsertKey: ["color"],
  mode: "update",
  timeZone: "Z",
};
const ROWS = 10_000;
const valuesOf = (id: number, n: number): readonly Value[] => [
  new Date(1_760_000_000_000 + id * 10).toISOString().replace("T", " ").slice(0, 23),
  `colour ${id % 8}`,
  ...YS.map((_, i) => n + i),
];

function viewOf(rows: number): View {
  const values = Array.from({ length: rows }, (_, i) => valuesOf(i + 1, i));
  return applyFrame(null, {
    type: "snapshot",
    view: "v",
    version: 0,
    schema,
    rows: {
      ids: values.map((_, i) => i + 1),
      columns: schema.columns.map((_, c) => values.map((row) => row[c] ?? null)),
    },
    totals: { heldRows: rows, allRows: rows, changes: 0, receivedChanges: 0 },
    checksum: values.reduce((sum, row, i) => (sum + rowChecksum(i + 1, row)) >>> 0, 0),
    changedAt: 0,
    emittedAt: 0,
    at: 0,
  }) as View;
}

function updateOf(view: View, changed: number): DeltaFrame {
  const step = Math.floor(ROWS / changed);
  const ids = Array.from({ length: changed }, (_, i) => i * step + 1);
  const values = ids.map((id) => valuesOf(id, id + 7));
  let checksum = view.checksum;
  ids.forEach((id, i) => {
    checksum += rowChecksum(id, values[i] ?? []) - (view.rows[id - 1]?.checksum ?? 0);
  });
  return {
    type: "delta",
    view: "v",
    from: 0,
    to: 1,
    removedBelow: 0,
    removed: [],
    updated: { ids, columns: schema.columns.map((_, c) => values.map((row) => row[c] ?? null)) },
    added: { ids: [], columns: schema.columns.map(() => []) },
    totals: view.totals,
    checksum: ((checksum % 2 ** 32) + 2 ** 32) % 2 ** 32,
    changedAt: 0,
    emittedAt: 0,
    at: 0,
  };
}

const view = viewOf(ROWS);
const chart: Chart = {
  source: "s",
  statement: null,
  type: "line",
  x: "ts",
  y: YS,
  series: null,
  title: "",
  stacked: false,
  horizontal: false,
};
const colours = { ink: "#000", mute: "#000", line: "#000", card: "#000", series: ["#111"] };

describe("10,000 rows of 12 columns", () => {
  for (const changed of [1, 100, 1_000, 10_000]) {
    const delta = updateOf(view, changed);
    if (!applyFrame(view, delta)) {
      throw new Error("the delta does not fit");
    }
    bench(`a delta of ${changed} rows is applied`, () => {
      applyFrame(view, delta);
    });
  }
  bench("the copy of the list of rows, which every delta makes", () => {
    view.rows.slice();
  });
  const changed = applyFrame(view, updateOf(view, 1_000)) as View;
  bench("the newest event's time among the changed rows is found", () => {
    newestChanged(changed, 0, 0);
  });
});

describe("100,000 points", () => {
  bench("a line chart's option is built, ten columns along a time", () => {
    drawing(view, chart, colours);
  });
  bench("a line chart's option is built, eight series along a time, 80,000 points", () => {
    drawing(view, { ...chart, y: YS.slice(0, 8), series: "color" }, colours);
  });
  bench("a scatter chart's option is built, ten columns along a number", () => {
    drawing(view, { ...chart, type: "scatter", x: "n" }, colours);
  });
});
