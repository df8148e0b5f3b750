import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { markdown } from "@codemirror/lang-markdown";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { type Diagnostic, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { searchKeymap } from "@codemirror/search";
import { EditorState, Prec } from "@codemirror/state";
import { drawSelection, EditorView, keymap, placeholder } from "@codemirror/view";
import { useEffect, useRef } from "react";
import type { OpenNotebook } from "../store/openNotebook";
import type { Problem, TextCell } from "../wire/types";
import { boundText } from "./boundText";
import { atEdge } from "./edges";
import { flinkSql } from "./flinkSql";
import { inputMarks } from "./inputMarks";
import { inputReferencesIn } from "./inputReferences";
import { otherCarets, ownCaret } from "./otherCarets";
import { editorTheme } from "./theme";

export interface EditorActions {
  /** Runs the cell; `next` also goes on to the one below. */
  run(next: boolean): void;
  leave(): void;
  focused(): void;
  /** The focus went elsewhere on the page. */
  left(): void;
  /** Goes on in the text above or below; false where there is none. */
  go(direction: -1 | 1): boolean;
  /** Names of all secrets, none where they are not known. */
  secretNames(): Promise<readonly string[]>;
}

interface CellEditorProps {
  readonly notebook: OpenNotebook;
  readonly cell: TextCell;
  readonly problems: readonly Problem[];
  readonly editing: boolean;
  /** Where the caret goes when editing begins; null: it stays where it was. */
  readonly enterAt: "start" | "end" | null;
  readonly actions: EditorActions;
}

const CHECK_DELAY_MILLIS = 600;

/** The text of a cell, shared with everybody who has it open. */
export function CellEditor({ notebook, cell, problems, editing, enterAt, actions }: CellEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(actions);
  latest.current = actions;
  const { kind } = cell;
  const text = notebook.textOf(cell);

  useEffect(() => {
    if (!host.current) {
      return;
    }
    let check: ReturnType<typeof setTimeout> | undefined;
    const checkSoon = () => {
      clearTimeout(check);
      check = setTimeout(() => void underline(made, notebook), CHECK_DELAY_MILLIS);
    };
    const did = (act: () => void) => () => {
      act();
      return true;
    };
    const run = (next: boolean) => did(() => latest.current.run(next));
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: text.text,
        extensions: [
          Prec.highest(
            keymap.of([
              { key: "Shift-Enter", run: run(true) },
              { key: "Mod-Enter", run: run(false) },
              { key: "Ctrl-Enter", run: run(false) },
              { key: "ArrowUp", run: (editor) => atEdge(editor, -1) && latest.current.go(-1) },
              { key: "ArrowDown", run: (editor) => atEdge(editor, 1) && latest.current.go(1) },
            ]),
          ),
          history(),
          drawSelection(),
          indentOnInput(),
          bracketMatching(),
          closeBrackets(),
          autocompletion({ activateOnTyping: kind === "sql", icons: false }),
          keymap.of([
            ...closeBracketsKeymap,
            ...completionKeymap,
            { key: "Escape", run: did(() => latest.current.leave()) },
            ...searchKeymap,
            ...historyKeymap,
            ...lintKeymap,
            indentWithTab,
            ...defaultKeymap,
          ]),
          kind === "sql"
            ? [
                flinkSql(
                  () => notebook.catalog.peek(),
                  () => latest.current.secretNames(),
                  () => notebook.inputs.cells.peek().map(({ input }) => input),
                ),
                inputMarks(notebook),
              ]
            : [markdown(), EditorView.lineWrapping],
          placeholder(kind === "sql" ? "Flink SQL; Shift+Enter runs it" : "Markdown"),
          editorTheme,
          boundText(text, (message) => notebook.tell(message)),
          otherCarets(notebook, cell.id, text),
          ownCaret(notebook, cell.id, text),
          EditorView.contentAttributes.of({ "aria-label": kind === "sql" ? "SQL" : "Markdown" }),
          EditorView.domEventHandlers({
            focus: () => {
              latest.current.focused();
            },
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && kind === "sql") {
              checkSoon();
            }
          }),
        ],
      }),
    });
    view.current = made;
    const stop = kind === "sql" ? onOtherInputs(notebook, () => namesInput(made) && checkSoon()) : () => undefined;
    return () => {
      stop();
      clearTimeout(check);
      view.current = null;
      made.destroy();
    };
  }, [notebook, text, kind, cell.id]);

  useEffect(() => {
    const editor = view.current;
    if (editor && kind === "sql") {
      editor.dispatch(setDiagnostics(editor.state, diagnostics(problems, editor.state.doc.length)));
    }
  }, [problems, kind]);

  useEffect(() => {
    const editor = view.current;
    if (editing && editor && !editor.hasFocus) {
      if (enterAt) {
        const anchor = enterAt === "start" ? 0 : editor.state.doc.length;
        editor.dispatch({ selection: { anchor }, scrollIntoView: true });
      }
      editor.focus();
    } else if (!editing && editor?.hasFocus) {
      editor.contentDOM.blur();
    }
  }, [editing, enterAt]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the editor in it is what one works with.
    <div
      ref={host}
      className="cell-editor"
      onBlur={(event) => {
        // Another window took the focus where the document has none: typing goes on when it is back.
        if (document.hasFocus() && !event.currentTarget.contains(event.relatedTarget)) {
          actions.left();
        }
      }}
    />
  );
}

/** Whether what is wrong with a text may depend on which inputs there are. */
function namesInput(editor: EditorView): boolean {
  return inputReferencesIn(editor.state.doc.toString()).length > 0;
}

/** Calls when inputs come, go or are renamed or retyped, not when one only has another value. */
function onOtherInputs(notebook: OpenNotebook, call: () => void): () => void {
  const kinds = () => JSON.stringify(notebook.inputs.cells.peek().map(({ input }) => [input.name, input.type]));
  let before = kinds();
  return notebook.inputs.cells.subscribe(() => {
    const now = kinds();
    if (now !== before) {
      before = now;
      call();
    }
  });
}

async function underline(editor: EditorView, notebook: OpenNotebook): Promise<void> {
  const text = editor.state.doc.toString();
  try {
    const problems = text.trim() === "" ? [] : await notebook.check(text);
    if (editor.state.doc.toString() === text) {
      editor.dispatch(setDiagnostics(editor.state, diagnostics(problems, text.length)));
    }
  } catch {
    // Not connected, or the session is not there yet: nothing is known to be wrong.
  }
}

function diagnostics(problems: readonly Problem[], length: number): Diagnostic[] {
  return problems.flatMap((problem) =>
    problem.range
      ? [
          {
            from: Math.min(problem.range.start.offset, length),
            to: Math.min(Math.max(problem.range.end.offset, problem.range.start.offset), length),
            severity: "error" as const,
            message: problem.hint ? `${problem.message}\n${problem.hint}` : problem.message,
          },
        ]
      : [],
  );
}
