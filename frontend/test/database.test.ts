import { afterEach, describe, expect, it, vi } from "vitest";
import {
  type DatabaseTable,
  decodePreview,
  decodeTables,
  factsOf,
  grouped,
  listTables,
  previewTable,
  refusalOf,
} from "../src/connect/database";
import { HttpError } from "../src/shell/http";

const table = (schema: string, name: string): DatabaseTable => ({ schema, name, kind: "table", rows: null, key: [] });

const orders = { schema: "public", name: "orders", kind: "table", rows: 12_345, key: ["id"] };
const tables = { version: "14.22", tables: [orders], more: false, catalog: "CREATE CATALOG …", catalogProblem: null };
const preview = {
  schema: "public",
  name: "orders",
  columns: [{ name: "id", type: "bigint", flinkType: "BIGINT", note: "", nullable: false, key: true }],
  rows: [["1"], [null]],
  rowsProblem: null,
  sql: "CREATE TABLE …",
};
const at = { url: "jdbc:postgresql://localhost/shop", user: "reader", password: null, secret: "shop" };

describe("tables of a database", () => {
  afterEach(() => vi.unstubAllGlobals());

  function answering(status: number, body: unknown) {
    const asked: { path: string; body: unknown }[] = [];
    vi.stubGlobal("fetch", (path: string, init: RequestInit) => {
      asked.push({ path, body: JSON.parse(init.body as string) });
      return Promise.resolve(new Response(JSON.stringify(body), { status }));
    });
    return asked;
  }

  it("are asked for in the notebook's name", async () => {
    const asked = answering(200, tables);
    expect(await listTables("n1", at, "ord")).toEqual(tables);
    expect(asked).toEqual([{ path: "/api/notebooks/n1/connect/database/tables", body: { ...at, search: "ord" } }]);
  });

  it("are shown one by one", async () => {
    const asked = answering(200, preview);
    expect(await previewTable("n1", at, { schema: "public", name: "orders" })).toEqual(preview);
    expect(asked).toEqual([
      { path: "/api/notebooks/n1/connect/database/table", body: { ...at, schema: "public", table: "orders" } },
    ]);
  });

  it("are refused beside the field that is to be changed", async () => {
    answering(422, { error: { code: "CONNECT_PASSWORD", message: "Another password." } });
    const refused = await listTables("n1", at).catch(refusalOf);
    expect(refused).toEqual({ field: "password", message: "Another password." });
    expect(refusalOf(new HttpError(422, "No TLS.", "CONNECT_TLS")).field).toBe("url");
    expect(refusalOf(new HttpError(403, "You may not.", "FORBIDDEN"))).toEqual({
      field: null,
      message: "You may not.",
    });
    expect(refusalOf(new Error("Offline.")).field).toBe(null);
  });

  it("are decoded with what each has, and nothing else", () => {
    expect(decodeTables(tables).tables[0]?.rows).toBe(12_345);
    expect(() => decodeTables({ ...tables, tables: [{ ...orders, kind: "index" }] })).toThrow(/kind/);
    expect(() => decodeTables({ ...tables, password: "…" })).toThrow(/password/);
    expect(decodePreview(preview).rows).toEqual([["1"], [null]]);
    expect(() => decodePreview({ ...preview, sql: 1 })).toThrow(/sql/);
  });

  it("are found by every word, and stand by schema", () => {
    const all = [table("public", "orders"), table("public", "Items"), table("stock", "orders")];
    expect(grouped(all, "").map(({ schema }) => schema)).toEqual(["public", "stock"]);
    expect(grouped(all, "ITEM pub")).toEqual([{ schema: "public", tables: [all[1]] }]);
    expect(grouped(all, "stock.o")).toEqual([{ schema: "stock", tables: [all[2]] }]);
    expect(grouped(all, "none")).toEqual([]);
  });

  it("say what is known of them", () => {
    expect(factsOf(table("public", "orders"))).toBe("");
    expect(factsOf({ ...table("public", "orders"), rows: 12_345, key: ["id", "day"] })).toBe(
      "about 12K rows · key id, day",
    );
    expect(factsOf({ ...table("public", "orders"), rows: 1 })).toBe("about 1 row");
    expect(factsOf({ ...table("public", "orders"), kind: "materializedView" })).toBe("materialized view");
  });
});
