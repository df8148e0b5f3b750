import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { completeFlinkSql } from "../src/editor/completion";
import { flinkSql } from "../src/editor/flinkSql";
import { completeInputs } from "../src/editor/inputCompletion";
import { inputNamesIn, inputReferencesIn } from "../src/editor/inputReferences";
import { inputNamed, named } from "./inputsOf";

const INPUTS = [inputNamed("colour", { label: "Colour" }), inputNamed("least", { type: "number" })];

function contextAt(text: string): CompletionContext {
  const state = EditorState.create({ doc: text.replace("|", ""), extensions: flinkSql(() => null) });
  return new CompletionContext(state, text.indexOf("|"), false);
}

function offered(text: string) {
  const result = completeInputs(() => INPUTS)(contextAt(text));
  return result && { from: result.from, labels: result.options.map(({ label, detail }) => `${label} ${detail}`) };
}

describe("inputs in SQL", () => {
  it("are found with their places", () => {
    const text = `SELECT * FROM t WHERE c = ${named("colour")}`;
    expect(inputReferencesIn(text)).toEqual([{ name: "colour", from: 26, to: text.length }]);
    expect(inputNamesIn(`${named("a")} ${named("b")} ${named("a")}`)).toEqual(["a", "b"]);
  });

  it("are none in strings, quoted names and comments, nor where a name has another form", () => {
    for (const text of [
      `'${named("a")}'`,
      `'it''s ${named("a")}'`,
      `\`${named("a")}\``,
      `-- ${named("a")}`,
      `/* ${named("a")} */`,
      named("A"),
      named("secret.a"),
      named(""),
      "${a",
    ]) {
      expect(inputNamesIn(text), text).toEqual([]);
    }
    expect(inputNamesIn(`-- x\n${named("a")} /* y */ ${named("b")} 'z' ${named("c")}`)).toEqual(["a", "b", "c"]);
    expect(inputNamesIn(`SELECT * FROM t /*+ OPTIONS('k' = ${named("a")}) */`)).toEqual(["a"]);
  });

  it("are offered by their names from the dollar on, but not within a string", () => {
    const labels = [`${named("colour")} Colour, text`, `${named("least")} number`];
    expect(offered("SELECT ${|")).toEqual({ from: 7, labels });
    expect(offered("SELECT ${co|")).toEqual({ from: 7, labels });
    expect(offered("SELECT '${|'")).toBeNull();
    expect(offered("-- ${|")).toBeNull();
    expect(offered("SELECT $|")).toBeNull();
  });

  it("are not mixed with tables and keywords", () => {
    expect(completeFlinkSql(() => null)(contextAt("SELECT ${se|"))).toBeNull();
    expect(completeFlinkSql(() => null)(contextAt("SELECT se|"))).not.toBeNull();
  });
});
