import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { flinkSql } from "../src/editor/flinkSql";
import { completeSecrets } from "../src/editor/secretNames";
import { nameProblem, valueProblem, written } from "../src/shell/secrets";

/** What is offered at the bar in a text, and from where. */
async function offered(text: string, names: readonly string[] = ["kafka", "db.pass-1"]) {
  const state = EditorState.create({ doc: text.replace("|", ""), extensions: flinkSql(() => null) });
  const result = await completeSecrets(async () => names)(new CompletionContext(state, text.indexOf("|"), false));
  return result && { from: result.from, labels: result.options.map((option) => option.label) };
}

describe("secrets", () => {
  it("are offered by their names within a string, from the dollar on", async () => {
    const labels = [written("kafka"), written("db.pass-1")];
    expect(await offered("SELECT '${|'")).toEqual({ from: 8, labels });
    expect(await offered(`SELECT 'a:${written("db.pass-|")}'`)).toEqual({ from: 10, labels });
    expect(await offered("SELECT '$|'")).toBeNull();
    expect(await offered("SELECT '${|'", [])).toBeNull();
  });

  it("have names that the server takes", () => {
    expect(["kafka_password", "_", "a.b-c", `a${"1".repeat(63)}`].map(nameProblem)).toEqual([null, null, null, null]);
    for (const name of ["", "1st", "my pass", "ü", `a${"1".repeat(64)}`, "a\n"]) {
      expect(nameProblem(name), name).not.toBeNull();
    }
    expect(written("a.b")).toBe(["$", "{secret.a.b}"].join(""));
  });

  it("have values of 4 to 10,000 characters", () => {
    expect(valueProblem("1234")).toBeNull();
    expect(valueProblem("x".repeat(10_000))).toBeNull();
    expect(valueProblem("123")).not.toBeNull();
    expect(valueProblem("     ")).not.toBeNull();
    expect(valueProblem("x".repeat(10_001))).not.toBeNull();
  });
});
