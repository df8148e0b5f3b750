import { Annotation, EditorState, type Extension, Transaction } from "@codemirror/state";
import { type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import type { CellText } from "../store/cellText";

/** UTF-16 units that a cell's text may have; the server takes no more. */
const MOST_TEXT = 200_000;

const fromElsewhere = Annotation.define<true>();

/**
 * Makes an editor show a cell's text: what is typed goes there, and what others type comes from there. The editor must begin
 * with that text. A change that would make it too long is not made, and the person told.
 */
export function boundText(text: CellText, refused: (message: string) => void): Extension {
  const plugin = ViewPlugin.fromClass(
    class {
      private readonly detach: () => void;

      constructor(view: EditorView) {
        this.detach = text.attach((changes) =>
          view.dispatch({
            changes,
            annotations: [fromElsewhere.of(true), Transaction.remote.of(true), Transaction.addToHistory.of(false)],
            filter: false,
          }),
        );
      }

      update(update: ViewUpdate): void {
        for (const transaction of update.transactions) {
          if (transaction.docChanged && !transaction.annotation(fromElsewhere)) {
            text.typed(transaction.changes);
          }
        }
      }

      destroy(): void {
        this.detach();
      }
    },
  );
  const bound = EditorState.changeFilter.of(({ newDoc, startState }) => {
    const fits = newDoc.length <= MOST_TEXT || newDoc.length <= startState.doc.length;
    if (!fits) {
      refused(`A cell holds at most ${MOST_TEXT.toLocaleString()} characters: this was not inserted.`);
    }
    return fits;
  });
  return [plugin, bound];
}
