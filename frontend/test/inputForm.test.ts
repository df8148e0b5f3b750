import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formOf, type InputForm, listedValues, readForm } from "../src/notebook/inputForm";
import { cellsNaming, namedBy } from "../src/notebook/inputUses";
import type { Input } from "../src/wire/input";
import type { Cell } from "../src/wire/types";
import { inputCell, inputNamed, listInput, named } from "./inputsOf";

const read = (input: Input, changed: Partial<InputForm> = {}, taken: readonly string[] = []) =>
  readForm({ ...formOf(input), ...changed }, taken);
const problemsOf = (input: Input, changed: Partial<InputForm>, taken: readonly string[] = []) =>
  read(input, changed, taken).problems;

describe("the form of an input", () => {
  it("gives back every definition that it was filled with", () => {
    const definitions: readonly Input[] = [
      inputNamed("a", { label: "A", default: ["x"], viewersMayChange: true }),
      inputNamed("b", { type: "number", widget: "slider", minimum: "0", maximum: "10", step: "0.5", default: ["0.5"] }),
      inputNamed("c", { type: "date", default: ["2026-05-04"] }),
      inputNamed("d", { type: "timestamp" }),
      { ...listInput("e", "red", "blue"), default: ["red"] },
      { ...listInput("f", "1", "2"), type: "number", choice: "several", widget: "buttons", default: ["1", "2"] },
      inputNamed("g", { choice: "one", widget: "select", options: { kind: "query", cell: "c3", column: "colour" } }),
    ];
    for (const input of definitions) {
      expect(read(input).input, input.name).toEqual(input);
    }
  });

  it("says what is wrong at the field where it is", () => {
    const text = inputNamed("a");
    expect(problemsOf(text, { name: "Colour" })?.name).toContain("small letter");
    expect(problemsOf(text, { name: "b" }, ["b"])?.name).toBe("Another input is called b.");
    expect(problemsOf(text, { label: "x".repeat(201) })?.label).toContain("200");
    const list = listInput("l", "red");
    expect(problemsOf(list, { list: " \n" })?.list).toContain("at least one");
    expect(problemsOf(list, { type: "number", list: "1\nred" })?.list).toContain("“red”");
    expect(problemsOf(list, { list: Array.from({ length: 1_001 }, (_, i) => `v${i}`).join("\n") })?.list).toContain(
      "1001",
    );
    expect(problemsOf(list, { default: ["grey"] })?.default).toContain("grey");
    expect(problemsOf(list, { source: "query" })).toMatchObject({
      cell: expect.stringContaining("Choose"),
      column: expect.stringContaining("Choose"),
    });
    const number = inputNamed("n", { type: "number" });
    expect(problemsOf(number, { minimum: "few" })?.minimum).toContain("A number");
    expect(problemsOf(number, { minimum: "2", maximum: "1" })?.maximum).toContain("2");
    expect(problemsOf(number, { step: "0" })?.step).toContain("More than 0");
    expect(problemsOf(number, { slider: true, minimum: "0" })).toEqual({ maximum: "A slider needs both ends." });
    expect(problemsOf(number, { minimum: "5", default: ["1"] })?.default).toBe("At least 5.");
  });

  it("leaves out what the chosen kind does not have", () => {
    const number = inputNamed("n", { type: "number", minimum: "0", maximum: "9", widget: "slider" });
    expect(read(number, { type: "text" }).input).toMatchObject({ minimum: null, maximum: null, widget: "field" });
    expect(read(listInput("l", "a"), { choice: "free" }).input).toMatchObject({ options: null, widget: "field" });
  });

  it("lists each value once, as the server writes it", () => {
    expect(listedValues({ type: "number", list: "01\n 1.0 \n\n2" })).toEqual(["1", "2"]);
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", " a", "b", "")), (lines) => {
        const values = listedValues({ type: "text", list: lines.join("\n") });
        expect(new Set(values).size).toBe(values.length);
      }),
    );
  });
});

describe("the cells of a notebook", () => {
  const sql = (id: string, text: string): Cell => ({ id, kind: "sql", collapsed: false, text, textVersion: 0 });
  const colour = inputCell("i", listInput("colour", "red"));
  const first = sql("a", `SELECT * FROM t WHERE c = ${named("colour")} AND n > ${named("least")} -- ${named("other")}`);
  const second = sql("b", `SELECT '${named("colour")}', \`${named("colour")}\` FROM t`);
  const prose: Cell = { id: "p", kind: "markdown", collapsed: false, text: named("colour"), textVersion: 0 };
  const document = { cells: [colour, first, second, prose] };

  it("name inputs in SQL alone, not in strings, quoted names and comments", () => {
    expect(cellsNaming(document, "colour").map(({ id }) => id)).toEqual(["a"]);
    expect(namedBy(document, first)).toEqual([
      { name: "colour", cell: colour },
      { name: "least", cell: null },
    ]);
  });
});
