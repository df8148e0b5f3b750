import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valuesOf } from "../src/dashboard/values";
import { renderProse } from "../src/result/prose";
import type { View } from "../src/store/view";
import type { ColumnType, Value } from "../src/wire/types";

const values = (known: Readonly<Record<string, string>>) => (name: string) =>
  Object.hasOwn(known, name) ? (known[name] as string) : null;

describe("prose with live values", () => {
  it("shows the value of a known name, and an unknown one as it is written", () => {
    const html = renderProse(
      "In all **{{n}}** events, {{ color }} first; {{nobody}} knows.",
      values({ n: "7", color: "red" }),
    );
    expect(html).toContain('<strong><span class="live-value">7</span></strong>');
    expect(html).toContain('<span class="live-value">red</span> first; {{nobody}} knows.');
  });

  it("without values is what is written", () => {
    expect(renderProse("a {{b}} c")).toBe("<p>a {{b}} c</p>\n");
  });

  it("reads names with spaces and marks as they are, and nothing else for a name", () => {
    const known = values({ "a b": "1", "f_*_g": "2", "COUNT(*)": "3" });
    expect(renderProse("{{a b}}", known)).toContain(">1</span>");
    expect(renderProse("{{f_*_g}} and {{COUNT(*)}}", known)).toMatch(/>2<\/span> and .*>3<\/span>/);
    expect(renderProse("{{}} {{ }} {{a", known)).toBe("<p>{{}} {{ }} {{a</p>\n");
  });

  it("leaves code and addresses alone", () => {
    const known = values({ n: "seven" });
    expect(renderProse("`{{n}}`", known)).toContain("<code>{{n}}</code>");
    expect(renderProse("    {{n}}", known)).not.toContain("seven");
    expect(renderProse("[a](http://x/{{n}})", known)).not.toContain("seven");
  });

  it("never takes a value for Markdown or HTML, whatever it is", () => {
    const nasty = [
      "**b**",
      "<img src=x onerror=alert(1)>",
      "[a](javascript:alert(1))",
      "http://x.org",
      "&lt;",
      '"',
      "`c`",
    ];
    const texts = fc
      .array(fc.oneof(fc.constantFrom(...nasty), fc.string()), { maxLength: 5 })
      .map((all) => all.join(" "));
    const shown = (value: string) => {
      const html = renderProse("a {{v}} b", values({ v: value }));
      const inside = /^<p>a <span class="live-value">([^<>"]*)<\/span> b<\/p>\n$/s.exec(html)?.[1];
      return inside?.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
    };
    fc.assert(
      fc.property(texts, (value) => {
        expect(shown(value)).toBe(value);
      }),
    );
  });
});

const typeOf = (name: string): ColumnType => ({
  name,
  nullable: true,
  precision: 0,
  scale: 0,
  children: [],
  fieldNames: [],
  summary: name,
});

function viewOf(...rows: readonly (readonly Value[])[]): View {
  const columns = [
    { name: "n", type: typeOf("BIGINT") },
    { name: "color", type: typeOf("STRING") },
  ];
  return {
    version: 1,
    schema: { columns, upsertKey: [], mode: "update", timeZone: "Z" },
    rows: rows.map((list, id) => ({ id, values: list, checksum: 0, touched: [], touchedAt: 0, touches: 0 })),
    totals: { heldRows: rows.length, allRows: rows.length, changes: 0, receivedChanges: 0 },
    at: 0,
    checksum: 0,
  };
}

describe("the values of a text", () => {
  it("are those of the first row, as a table shows them", () => {
    const of = valuesOf(viewOf([12_345, "red"], [1, "blue"]));
    expect([of("n"), of("color"), of("size")]).toEqual(["12,345", "red", null]);
    expect(valuesOf(viewOf([null, "red"]))("n")).toBe("NULL");
  });

  it("are none before there are rows", () => {
    expect(valuesOf(null)("n")).toBeNull();
    expect(valuesOf(viewOf())("n")).toBeNull();
  });
});
