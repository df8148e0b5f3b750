import type { EditorView } from "@codemirror/view";

/** Half of the difference that rounding may make between the places of two letters on one line, in pixels. */
const TOLERANCE = 2;

/** Whether the caret stands on the first (-1) or last (1) line as it is seen: a wrapped line counts as several. */
export function atEdge(editor: EditorView, direction: -1 | 1): boolean {
  const { main } = editor.state.selection;
  if (!main.empty || editor.dom.querySelector(".cm-tooltip-autocomplete")) {
    return false;
  }
  const caret = editor.coordsAtPos(main.head, main.assoc || 1);
  const edge = direction < 0 ? editor.coordsAtPos(0, 1) : editor.coordsAtPos(editor.state.doc.length, -1);
  // What is scrolled far out of sight has no place: the caret is not there.
  return caret !== null && edge !== null && Math.abs(caret.top - edge.top) < TOLERANCE;
}
