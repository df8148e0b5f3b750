import { type Extension, RangeSetBuilder, StateEffect } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import type { OpenNotebook } from "../store/openNotebook";
import { inputReferencesIn } from "./inputReferences";

const known = Decoration.mark({ class: "cm-input-name" });
const unknown = Decoration.mark({
  class: "cm-input-name cm-input-unknown",
  attributes: { title: "This notebook has no input of this name" },
});

const named = StateEffect.define<null>();

/** Marks `${name}` in SQL: as a value that is filled in, or as a name that no input has. */
export function inputMarks(notebook: OpenNotebook): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      private names: ReadonlySet<string> = new Set();
      private readonly stop: () => void;
      private gone = false;

      constructor(private readonly view: EditorView) {
        this.stop = notebook.inputs.cells.subscribe((cells) => {
          this.names = new Set(cells.map(({ input }) => input.name));
          // An editor can't be changed while it is being made or updated.
          queueMicrotask(() => {
            if (!this.gone) {
              this.view.dispatch({ effects: named.of(null) });
            }
          });
        });
        this.decorations = this.marks();
      }

      update(update: ViewUpdate): void {
        if (update.docChanged || update.transactions.some((each) => each.effects.some((effect) => effect.is(named)))) {
          this.decorations = this.marks();
        }
      }

      private marks(): DecorationSet {
        const marks = new RangeSetBuilder<Decoration>();
        for (const { name, from, to } of inputReferencesIn(this.view.state.doc.toString())) {
          marks.add(from, to, this.names.has(name) ? known : unknown);
        }
        return marks.finish();
      }

      destroy(): void {
        this.gone = true;
        this.stop();
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}
