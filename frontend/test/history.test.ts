import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dashboardDifferences, isSame, notebookDifferences, summaryOf } from "../src/history/differences";
import { lineDifferences } from "../src/history/textLines";
import { byDay, causeOf, type Version } from "../src/history/versions";
import type { Dashboard, Tile } from "../src/wire/dashboard";
import type { Cell, NotebookDocument } from "../src/wire/types";

const words = fc
  .array(fc.constantFrom("a", "b", "SELECT", " ", "\n", "é😀", ","), { maxLength: 30 })
  .map((parts) => parts.join(""));

describe("the lines of two texts", () => {
  it("give both texts again, and mark nothing that is the same", () => {
    fc.assert(
      fc.property(words, words, (before, after) => {
        const lines = lineDifferences(before, after);
        if (before === after) {
          expect(lines).toEqual([]);
          return;
        }
        const old: string[] = [];
        const now: string[] = [];
        for (const line of lines) {
          if (line.kind === "skipped") {
            const same = before.split("\n").slice(old.length, old.length + line.lines);
            old.push(...same);
            now.push(...same);
            continue;
          }
          const text = line.parts.map((part) => part.text).join("");
          if (line.kind !== "added") {
            old.push(text);
          }
          if (line.kind !== "removed") {
            now.push(text);
          }
          if (line.kind === "same") {
            expect(line.parts.some(({ marked }) => marked)).toBe(false);
          }
        }
        expect(before === "" ? "" : old.join("\n")).toBe(before);
        expect(after === "" ? "" : now.join("\n")).toBe(after);
      }),
    );
  });

  it("mark the words that changed, and leave out what is far from them", () => {
    const long = Array.from({ length: 20 }, (_, i) => `line ${i}`).join("\n");
    expect(lineDifferences(`SELECT color FROM t\n${long}`, `SELECT shape FROM t\n${long}`)).toEqual([
      {
        kind: "removed",
        parts: [
          { text: "SELECT ", marked: false },
          { text: "color", marked: true },
          { text: " FROM t", marked: false },
        ],
      },
      {
        kind: "added",
        parts: [
          { text: "SELECT ", marked: false },
          { text: "shape", marked: true },
          { text: " FROM t", marked: false },
        ],
      },
      ...[0, 1, 2].map((i) => ({ kind: "same", parts: [{ text: `line ${i}`, marked: false }] })),
      { kind: "skipped", lines: 17 },
    ]);
  });
});

const sql = (id: string, text: string): Cell => ({ id, kind: "sql", collapsed: false, text, textVersion: 0 });

const chart = (id: string, type: "line" | "bar"): Cell => ({
  id,
  kind: "chart",
  collapsed: false,
  chart: {
    source: "a",
    statement: null,
    type,
    x: "x",
    y: ["n"],
    series: null,
    title: "",
    stacked: false,
    horizontal: false,
  },
});

const notebook = (...cells: Cell[]): NotebookDocument => ({
  id: "n",
  title: "T",
  runtimeMode: "streaming",
  delivery: "live",
  revision: 1,
  createdAt: "",
  updatedAt: "",
  cells,
});

describe("two states of a notebook", () => {
  it("differ in cells that came, went, changed or moved", () => {
    const before = notebook(sql("a", "1"), sql("b", "2"), sql("f", "4"), sql("c", "3"), chart("d", "line"));
    const after = {
      ...notebook(sql("c", "3"), sql("a", "1"), sql("f", "4"), chart("d", "bar"), sql("e", "5")),
      title: "U",
    };
    const differences = notebookDifferences(before, after);
    expect(differences.items.map(({ kind, before: was, after: is }) => [kind, (is ?? was)?.id])).toEqual([
      ["moved", "c"],
      ["removed", "b"],
      ["changed", "d"],
      ["added", "e"],
    ]);
    expect(differences.items[2]?.fields).toEqual([{ name: "type", before: "line", after: "bar" }]);
    expect(differences.fields).toEqual([{ name: "title", before: "T", after: "U" }]);
    expect(summaryOf(differences, "cell")).toBe(
      "1 cell comes back; 1 cell is deleted; 1 cell changes; 1 cell moves; the title changes",
    );
  });

  it("are the same where texts, order and settings are, whatever their versions", () => {
    const before = notebook(sql("a", "1"));
    const after = { ...notebook({ ...sql("a", "1"), textVersion: 7 } as Cell), revision: 9 };
    expect(isSame(notebookDifferences(before, after))).toBe(true);
    expect(summaryOf(notebookDifferences(before, after), "cell")).toBe("Nothing changes");
    expect(notebookDifferences(null, after).items.map(({ kind }) => kind)).toEqual(["added"]);
  });

  it("name every cell that is not in both, and none twice", () => {
    const ids = fc.uniqueArray(fc.constantFrom(..."abcdefgh"), { maxLength: 8 });
    fc.assert(
      fc.property(ids, ids, (before, after) => {
        const { items } = notebookDifferences(
          notebook(...before.map((id) => sql(id, id))),
          notebook(...after.map((id) => sql(id, id))),
        );
        const of = (kind: string) =>
          items.filter((item) => item.kind === kind).map((item) => (item.after ?? item.before)?.id);
        expect(of("added").sort()).toEqual(after.filter((id) => !before.includes(id)).sort());
        expect(of("removed").sort()).toEqual(before.filter((id) => !after.includes(id)).sort());
        const stayed = (order: readonly string[]) =>
          order.filter((id) => before.includes(id) && after.includes(id) && !of("moved").includes(id));
        expect(stayed(before)).toEqual(stayed(after));
      }),
    );
  });
});

const tile = (id: string, x: number): Tile => ({
  id,
  x,
  y: 0,
  width: 4,
  height: 3,
  title: null,
  description: "",
  content: { kind: "cell", notebook: "n", cell: "a" },
});

describe("two states of a dashboard", () => {
  it("say where tiles were and are, and mind no order", () => {
    const dashboard = (...tiles: Tile[]): Dashboard => ({
      id: "d",
      title: "D",
      description: "",
      revision: 1,
      createdAt: "",
      updatedAt: "",
      keptRunning: false,
      tiles,
    });
    const { items } = dashboardDifferences(
      dashboard(tile("s", 0), tile("t", 4)),
      dashboard(tile("t", 8), tile("s", 0)),
    );
    expect(items).toHaveLength(1);
    expect(items[0]?.fields).toEqual([{ name: "place", before: "column 5, row 1", after: "column 9, row 1" }]);
  });
});

describe("a history", () => {
  const version = (number: number, changedAt: string, more: Partial<Version> = {}): Version => ({
    number,
    cause: "edited",
    restored: null,
    begunAt: changedAt,
    changedAt,
    people: [],
    name: null,
    ...more,
  });

  it("is told by the day, and says what was restored", () => {
    const versions = [
      version(4, "2026-05-04T10:00:00", { cause: "restored", restored: 1 }),
      version(3, "2026-05-04T09:00:00"),
      version(2, "2026-05-03T23:59:00"),
      version(1, "2026-04-01T10:00:00", { name: "Before the demo" }),
    ];
    const days = byDay(versions, new Date("2026-05-04T12:00:00"));
    expect(days.map(({ day, versions: of }) => [day, of.length])).toEqual([
      ["Today", 2],
      ["Yesterday", 1],
      [days[2]?.day, 1],
    ]);
    expect(days[2]?.day).toContain("2026");
    const [newest, edited] = versions;
    expect(newest && causeOf(newest, versions, "notebook")).toBe("Restored “Before the demo”");
    expect(edited && causeOf(edited, versions, "notebook")).toBe("");
  });
});
