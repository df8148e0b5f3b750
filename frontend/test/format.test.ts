import { describe, expect, it } from "vitest";
import { numberOf } from "../src/chart/option";
import { timeOf } from "../src/chart/time";
import { formatValue, groupDigits } from "../src/table/format";
import type { ColumnType } from "../src/wire/types";

const type = (name: string, children: readonly ColumnType[] = [], fieldNames: readonly string[] = []): ColumnType => ({
  name,
  nullable: true,
  precision: 0,
  scale: 0,
  children,
  fieldNames,
  summary: name,
});

describe("values", () => {
  it("keep every digit", () => {
    expect(groupDigits("9007199254740993")).toBe("9,007,199,254,740,993");
    expect(formatValue("123456789012345.1200", type("DECIMAL"))).toBe("123,456,789,012,345.1200");
    expect(formatValue(-1234, type("INTEGER"))).toBe("-1,234");
  });

  it("tell NULL from empty, and keep NaN and infinities", () => {
    expect(formatValue(null, type("VARCHAR"))).toBe("NULL");
    expect(formatValue("", type("VARCHAR"))).toBe("");
    expect(formatValue("NaN", type("DOUBLE"))).toBe("NaN");
    expect(formatValue("-Infinity", type("DOUBLE"))).toBe("-Infinity");
    expect(numberOf("NaN")).toBeNull();
  });

  it("are readable when nested", () => {
    const map = type("MAP", [type("VARCHAR"), type("ARRAY", [type("BIGINT")])]);
    expect(formatValue([["a", [1, null]]], map)).toBe("{a: [1, NULL]}");
    expect(formatValue([1, "x"], type("ROW", [type("INTEGER"), type("VARCHAR")], ["id", "name"]))).toBe(
      "(id: 1, name: x)",
    );
    expect(formatValue([["a", 2]], type("MULTISET", [type("VARCHAR")]))).toBe("{a: 2}");
  });

  it("of time stand where they are on an axis", () => {
    expect(timeOf("1970-01-01 00:00:01.500")).toBe(1_500);
    expect(timeOf("1970-01-02")).toBe(86_400_000);
    expect(timeOf("1970-01-01 00:00:00.123456789")).toBe(123);
    expect(timeOf("1970-01-02 00:00:01")).toBe(86_401_000);
    expect(timeOf("2026-05-04 10:22:07.4")).toBe(Date.UTC(2026, 4, 4, 10, 22, 7, 400));
    for (const none of ["later", "not a time at all", "1970-01-01 00:0x:00", "1970-01-01 0", "1970-13-01", null, 3]) {
      expect(timeOf(none)).toBeNull();
    }
  });
});
