import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawing } from "../src/chart/option";
import { Points } from "../src/chart/points";
import type { View } from "../src/store/view";
import type { Chart, Value } from "../src/wire/types";

const point = fc.tuple(fc.integer(), fc.double({ noNaN: true }));

describe("the points of a series", () => {
  it("are all there, in order of x where that is asked for, and else as they came", () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 300 }), fc.boolean(), fc.boolean(), (list, byX, swapped) => {
        const points = new Points();
        for (const [x, y] of list) {
          points.add(x, y);
        }
        const ordered = byX ? [...list].sort((a, b) => a[0] - b[0]) : list;
        const expected = ordered.flatMap(([x, y]) => (swapped ? [y, x] : [x, y]));
        expect([...points.toArray(byX, swapped)]).toEqual(expected);
      }),
    );
  });
});

const type = (name: string) => ({
  name,
  nullable: true,
  precision: 0,
  scale: 0,
  children: [],
  fieldNames: [],
  summary: name,
});
const chart: Chart = {
  source: "s",
  statement: null,
  type: "line",
  x: "ts",
  y: ["n"],
  series: "color",
  title: "",
  stacked: false,
  horizontal: false,
};
const colours = { ink: "#000", mute: "#000", line: "#000", card: "#000", series: ["#111"] };

function viewOf(rows: readonly (readonly Value[])[]): View {
  return {
    version: 1,
    schema: {
      columns: [
        { name: "ts", type: type("TIMESTAMP") },
        { name: "color", type: type("VARCHAR") },
        { name: "n", type: type("BIGINT") },
      ],
      upsertKey: [],
      mode: "append",
      timeZone: "Z",
    },
    rows: rows.map((values, i) => ({ id: i + 1, values, checksum: 0, touched: [], touchedAt: 0, touches: 0 })),
    totals: { heldRows: rows.length, allRows: rows.length, changes: 0, receivedChanges: 0 },
    at: 0,
    checksum: 0,
  };
}

interface Series {
  readonly name: string;
  readonly data: Float64Array | readonly object[];
}

function seriesOf(view: View, changed: Partial<Chart> = {}): readonly Series[] {
  const drawn = drawing(view, { ...chart, ...changed }, colours);
  return drawn.kind === "echarts" ? (drawn.option.series as readonly Series[]) : [];
}

describe("a chart", () => {
  const view = viewOf([
    ["1970-01-01 00:00:02.000", "red", 1],
    ["1970-01-01 00:00:01.000", "red", 2],
    ["1970-01-01 00:00:01.000", null, "9007199254740993"],
    [null, "red", 4],
    ["1970-01-01 00:00:03.000", "blue", null],
  ]);

  it("has a series for each value of the column that splits it, with what can be drawn", () => {
    const series = seriesOf(view).map(({ name, data }) => [name, ...(data as Float64Array)]);
    expect(series).toEqual([
      ["NULL", 1_000, 9_007_199_254_740_992],
      ["red", 1_000, 2, 2_000, 1],
    ]);
    expect(seriesOf(view, { series: null }).map(({ name }) => name)).toEqual(["n"]);
  });

  it("lays bars along names, each on one place", () => {
    const [bars] = seriesOf(view, { type: "bar", x: "color", series: null, horizontal: true });
    const data = (bars?.data ?? []) as readonly { readonly value: readonly number[] }[];
    expect(data.map(({ value }) => value)).toEqual([
      [1, 0],
      [2, 0],
      [9_007_199_254_740_992, 1],
      [4, 0],
    ]);
  });
});
