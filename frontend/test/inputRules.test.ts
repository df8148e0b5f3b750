import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scaleOf, valueAt } from "../src/input/slider";
import { fieldKind, fieldText, readText, valuesInWords } from "../src/input/text";
import { canonicalValue, compareNumbers, fittingValues, freeName, valuesProblem } from "../src/store/inputRules";
import { inputNamed, listInput } from "./inputsOf";

describe("values", () => {
  it("of numbers have one text each", () => {
    const pairs = [
      ["007.50", "7.5"],
      ["+7", "7"],
      ["-0", "0"],
      ["-0.0", "0"],
      ["-0.50", "-0.5"],
      ["100", "100"],
      ["0", "0"],
      ["9".repeat(38), "9".repeat(38)],
      [`000${"9".repeat(38)}.000`, "9".repeat(38)],
    ];
    for (const [text = "", canonical] of pairs) {
      expect(canonicalValue("number", text), text).toBe(canonical);
    }
    for (const text of ["", "1e3", "1,5", ".5", "5.", "NaN", "0x1", "1 ", "٣", "9".repeat(39), "--1"]) {
      expect(canonicalValue("number", text), text).toBeNull();
    }
  });

  it("of dates and times are days and moments that there are", () => {
    expect(canonicalValue("date", "2028-02-29")).toBe("2028-02-29");
    for (const text of ["2026-02-29", "2026-13-01", "0000-01-01", "26-01-01", "2026-1-1", "2026-01-01 "]) {
      expect(canonicalValue("date", text), text).toBeNull();
    }
    expect(canonicalValue("timestamp", "2026-05-04T10:22")).toBe("2026-05-04 10:22:00");
    expect(canonicalValue("timestamp", "2026-05-04 10:22:07.4120")).toBe("2026-05-04 10:22:07.412");
    expect(canonicalValue("timestamp", "2026-05-04 10:22:07.000")).toBe("2026-05-04 10:22:07");
    for (const text of ["2026-05-04 24:00:00", "2026-05-04 10:60", "2026-05-04", "2026-02-30 10:00"]) {
      expect(canonicalValue("timestamp", text), text).toBeNull();
    }
  });

  it("of text are any that have a meaning", () => {
    for (const text of ["", "it's", "😀", "x".repeat(1_000)]) {
      expect(canonicalValue("text", text)).toBe(text);
    }
    expect(canonicalValue("text", "x".repeat(1_001))).toBeNull();
    expect(canonicalValue("text", "\ud83d")).toBeNull();
  });

  it("of numbers are compared as numbers, however long", () => {
    const number = fc
      .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.nat(3))
      .map(([n, digits]) => n / 10 ** digits);
    fc.assert(
      fc.property(number, number, (one, other) => {
        const text = (value: number) => canonicalValue("number", value.toFixed(3)) as string;
        expect(Math.sign(compareNumbers(text(one), text(other)))).toBe(Math.sign(one - other));
      }),
    );
    expect(compareNumbers(`${"9".repeat(37)}8`, "9".repeat(38))).toBeLessThan(0);
  });

  it("are as many as the input takes, and of those that it offers", () => {
    const colour = listInput("colour", "red", "blue");
    expect(valuesProblem(colour, [])).toBeNull();
    expect(valuesProblem(colour, ["red"])).toBeNull();
    expect(valuesProblem(colour, ["red", "blue"])).toContain("One value");
    expect(valuesProblem(colour, ["grey"])).toContain("grey");
    const several = { ...colour, choice: "several" } as const;
    expect(valuesProblem(several, ["red", "blue"])).toBeNull();
    expect(valuesProblem(several, ["red", "red"])).toContain("once");
    const least = inputNamed("least", { type: "number", minimum: "0", maximum: "10" });
    expect(valuesProblem(least, ["-0.1"])).toBe("At least 0.");
    expect(valuesProblem(least, ["10.1"])).toBe("At most 10.");
    expect(valuesProblem(least, ["10"])).toBeNull();
  });

  it("become the default where they do not fit the definition any more", () => {
    const colour = { ...listInput("colour", "red", "blue"), default: ["blue"] };
    expect(fittingValues(colour, ["red"])).toEqual(["red"]);
    expect(fittingValues(colour, ["grey"])).toEqual(["blue"]);
    expect(fittingValues(inputNamed("n", { type: "number", default: ["1"] }), ["07"])).toEqual(["7"]);
  });

  it("have names that no other input has", () => {
    expect(freeName("input", [])).toBe("input");
    expect(freeName("input", ["input"])).toBe("input_2");
    expect(freeName("input_2", ["input", "input_2"])).toBe("input_3");
    const long = "a".repeat(64);
    expect(freeName(long, [long]).length).toBeLessThanOrEqual(64);
  });
});

describe("a field", () => {
  const number = inputNamed("n", { type: "number" });

  it("takes numbers as people write them", () => {
    for (const [written, value] of [
      [" 7.50 ", "7.5"],
      ["+.5", "0.5"],
      ["-.5", "-0.5"],
      ["5.", "5"],
    ] as const) {
      expect(readText(number, written).values, written).toEqual([value]);
    }
    expect(readText(number, "many").problem).toContain("A number");
    expect(readText(number, " ").values).toEqual([]);
  });

  it("takes text as it is, also none at all", () => {
    const text = inputNamed("t");
    expect(readText(text, " a ").values).toEqual([" a "]);
    expect(readText(text, "").values).toEqual([""]);
  });

  it("shows a time as the browser writes it, and one that the browser can't show as text", () => {
    expect(fieldText("timestamp", ["2026-05-04 10:22:07"])).toBe("2026-05-04T10:22:07");
    expect(fieldText("timestamp", ["2026-05-04 10:22:07.5"])).toBe("2026-05-04 10:22:07.5");
    expect(fieldKind("timestamp", "2026-05-04 10:22:07.5")).toBe("text");
    expect(fieldText("date", [])).toBe("");
    const moment = inputNamed("m", { type: "timestamp" });
    expect(readText(moment, "2026-05-04T10:22").values).toEqual(["2026-05-04 10:22:00"]);
  });

  it("is named in a few words beside a query", () => {
    expect(valuesInWords([])).toBe("no value");
    expect(valuesInWords([""])).toBe("empty text");
    expect(valuesInWords(["a", "b", "c", "d", "e"])).toBe("a, b, c and 2 more");
    expect(valuesInWords(["x".repeat(50)]).length).toBe(30);
  });
});

describe("a slider", () => {
  it("goes in steps that can be seen, unless it has its own", () => {
    expect(scaleOf({ minimum: "0", maximum: "10", step: null })).toMatchObject({ step: 1, digits: 0 });
    expect(scaleOf({ minimum: "0", maximum: "100000", step: null })).toMatchObject({ step: 1_000 });
    expect(scaleOf({ minimum: "0.5", maximum: "1", step: null })).toMatchObject({ step: 0.005, digits: 3 });
    expect(scaleOf({ minimum: "0", maximum: "1", step: "0.25" })).toMatchObject({ step: 0.25, digits: 2 });
    expect(scaleOf({ minimum: "1", maximum: "1", step: null })).toBeNull();
    expect(scaleOf({ minimum: null, maximum: "1", step: null })).toBeNull();
  });

  it("stands on values that the server takes", () => {
    const scale = scaleOf({ minimum: "0", maximum: "1", step: "0.1" });
    expect(scale && valueAt(scale, 0.1 + 0.2)).toBe("0.3");
    expect(scale && valueAt(scale, 1)).toBe("1");
  });
});
