import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { EditorView } from "@codemirror/view";

/** Completes `${secret.name}`, also within a string, where nothing else is offered. */
export function completeSecrets(names: () => Promise<readonly string[]>) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const typed = context.matchBefore(/\$\{[A-Za-z0-9_.-]*/);
    if (!typed) {
      return null;
    }
    const known = await names();
    return known.length === 0
      ? null
      : { from: typed.from, options: known.map(completion), validFor: /^\$\{[A-Za-z0-9_.-]*$/ };
  };
}

function completion(name: string): Completion {
  return { label: `\${secret.${name}}`, type: "constant", apply: insertReference };
}

/** Inserts `${…}`. The closing brace may stand there already: the editor closes brackets by itself. */
export function insertReference(editor: EditorView, { label }: Completion, from: number, to: number): void {
  const closed = editor.state.sliceDoc(to, to + 1) === "}";
  editor.dispatch({
    changes: { from, to: closed ? to + 1 : to, insert: label },
    selection: { anchor: from + label.length },
    userEvent: "input.complete",
  });
}
