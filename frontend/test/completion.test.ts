import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { completeFlinkSql } from "../src/editor/completion";
import { flinkSql } from "../src/editor/flinkSql";
import type { Catalog, CatalogTable } from "../src/wire/types";

const table = (catalog: string, database: string, name: string, ...columns: string[]): CatalogTable => ({
  catalog,
  database,
  name,
  view: false,
  temporary: false,
  connector: "faker",
  columns: columns.map((column) => ({ name: column, type: "STRING" })),
  primaryKey: [],
  watermark: null,
});
const catalog: Catalog = {
  currentCatalog: "default_catalog",
  currentDatabase: "default_database",
  tables: [
    table("default_catalog", "default_database", "events", "color", "order no"),
    table("default_catalog", "default_database", "Shops", "city"),
    table("default_catalog", "archive", "old_events", "year_of"),
    table("lake", "sales", "orders", "amount"),
  ],
  functions: ["dateFormat", "count", "my_score"],
  truncated: false,
};

/** The labels offered at the bar in a text. */
function offered(text: string, listing: Catalog | null = catalog): string[] {
  const position = text.indexOf("|");
  const state = EditorState.create({ doc: text.replace("|", ""), extensions: flinkSql(() => listing) });
  const result = completeFlinkSql(() => listing)(new CompletionContext(state, position, false));
  return result?.options.map((option) => option.label) ?? [];
}

describe("completion", () => {
  it("offers the columns of a table, under any case and under its other name in the statement", () => {
    expect(offered("SELECT events.|")).toEqual(["color", "`order no`"]);
    expect(offered("SELECT EVENTS.c| FROM events")).toContain("color");
    expect(offered("SELECT shops.|")).toEqual(["city"]);
    expect(offered("SELECT e.| FROM events e WHERE 1 = 1")).toEqual(["color", "`order no`"]);
    expect(offered("SELECT * FROM events AS e JOIN lake.sales.orders o ON e.color = o.|")).toEqual(["amount"]);
    expect(offered("SELECT * FROM events e, Shops s WHERE s.|")).toEqual(["city"]);
  });

  it("takes names from the statement at the caret only, and none from comments", () => {
    expect(offered("SELECT * FROM events e; SELECT e.| FROM Shops e")).toEqual(["city"]);
    expect(offered("SELECT x.| FROM events -- FROM Shops x\n")).toEqual([]);
  });

  it("offers nothing under a word that is no name", () => {
    expect(offered("SELECT * FROM events WHERE where.|")).toEqual([]);
  });

  it("offers the tables of a database and the databases of a catalog", () => {
    expect(offered("SELECT * FROM archive.|")).toEqual(["old_events"]);
    expect(offered("SELECT * FROM lake.|")).toEqual(["sales"]);
    expect(offered("SELECT * FROM lake.sales.|")).toEqual(["orders"]);
    expect(offered("SELECT lake.sales.orders.|")).toEqual(["amount"]);
  });

  it("offers functions by their names in SQL, before the first run too", () => {
    expect(offered("SELECT d|", null)).toEqual(expect.arrayContaining(["DATE_FORMAT", "COUNT"]));
    const labels = offered("SELECT d|");
    expect(labels).toEqual(expect.arrayContaining(["DATE_FORMAT", "my_score", "events", "lake"]));
    expect(labels).not.toContain("DATEFORMAT");
  });

  it("offers nothing within a text or a comment", () => {
    expect(offered("SELECT 'from e| '")).toEqual([]);
    expect(offered("-- sel|")).toEqual([]);
  });
});
