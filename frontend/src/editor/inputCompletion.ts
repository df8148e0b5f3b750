import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import { type Input, labelOf } from "../wire/input";
import { insertReference } from "./secretNames";

/** Completes `${name}` of the notebook's inputs; within a string, a quoted name or a comment there is none. */
export function completeInputs(inputs: () => readonly Input[]) {
  return (context: CompletionContext): CompletionResult | null => {
    const typed = context.matchBefore(/\$\{[A-Za-z0-9_]*/);
    if (!typed || /String|Comment|Quoted/.test(syntaxTree(context.state).resolveInner(typed.from, -1).name)) {
      return null;
    }
    const known = inputs();
    return known.length === 0
      ? null
      : { from: typed.from, options: known.map(completion), validFor: /^\$\{[A-Za-z0-9_]*$/ };
  };
}

function completion(input: Input): Completion {
  return {
    label: `\${${input.name}}`,
    type: "variable",
    detail: input.label === "" ? input.type : `${labelOf(input)}, ${input.type}`,
    boost: 2,
    apply: insertReference,
  };
}
