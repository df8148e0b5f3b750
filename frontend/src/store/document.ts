import { ChangeSet, Text } from "@codemirror/state";
import {
  assertNever,
  type Cell,
  isTextCell,
  type NotebookDocument,
  type NotebookEdit,
  type TextUpdate,
} from "../wire/types";
import { fittingValues } from "./inputRules";

/** The document with an edit; the same document where the edit means nothing any more. Mirrors the server's rules. */
export function applyEdit(document: NotebookDocument, edit: NotebookEdit): NotebookDocument {
  switch (edit.kind) {
    case "insertCell":
      return document.cells.some((cell) => cell.id === edit.cell.id)
        ? document
        : { ...document, cells: insertAfter(document.cells, edit.cell, edit.after) };
    case "deleteCell":
      return { ...document, cells: document.cells.filter((cell) => cell.id !== edit.cell) };
    case "moveCell": {
      const moved = document.cells.find((cell) => cell.id === edit.cell);
      const others = document.cells.filter((cell) => cell.id !== edit.cell);
      return moved ? { ...document, cells: insertAfter(others, moved, edit.after) } : document;
    }
    case "setKind":
      return mapCell(document, edit.cell, (cell) => (isTextCell(cell) ? { ...cell, kind: edit.cellKind } : cell));
    case "setCollapsed":
      return mapCell(document, edit.cell, (cell) => ({ ...cell, collapsed: edit.collapsed }));
    case "setChart":
      return mapCell(document, edit.cell, (cell) => (cell.kind === "chart" ? { ...cell, chart: edit.chart } : cell));
    case "setInput":
      return mapCell(document, edit.cell, (cell) =>
        cell.kind === "input"
          ? { ...cell, input: edit.input, values: edit.values ?? fittingValues(edit.input, cell.values) }
          : cell,
      );
    case "setInputValue":
      return mapCell(document, edit.cell, (cell) => (cell.kind === "input" ? { ...cell, values: edit.values } : cell));
    case "setTitle":
      return { ...document, title: edit.title };
    case "setRuntimeMode":
      return { ...document, runtimeMode: edit.runtimeMode };
    case "setDelivery":
      return { ...document, delivery: edit.delivery };
    default:
      return assertNever(edit);
  }
}

/** Names the value that an edit replaces; none for edits that hold wherever their cell is now. */
export function valuesReplacedBy(edit: NotebookEdit): readonly string[] {
  switch (edit.kind) {
    case "setTitle":
    case "setRuntimeMode":
    case "setDelivery":
      return [edit.kind];
    case "setKind":
    case "setChart":
    case "setInput":
      return [`${edit.kind} ${edit.cell}`];
    default:
      return [];
  }
}

function mapCell(document: NotebookDocument, id: string, change: (cell: Cell) => Cell): NotebookDocument {
  return { ...document, cells: document.cells.map((cell) => (cell.id === id ? change(cell) : cell)) };
}

function insertAfter(cells: readonly Cell[], cell: Cell, after: string | null): readonly Cell[] {
  if (after === null) {
    return [cell, ...cells];
  }
  const index = cells.findIndex((other) => other.id === after);
  const at = index < 0 ? cells.length : index + 1;
  return [...cells.slice(0, at), cell, ...cells.slice(at)];
}

/** The document after changes of a cell's text, given in the server's order. Updates that it has already change nothing. */
export function applyTextUpdates(
  document: NotebookDocument,
  id: string,
  version: number,
  updates: readonly TextUpdate[],
): NotebookDocument {
  return mapCell(document, id, (cell) => {
    if (!isTextCell(cell) || cell.textVersion < version) {
      return cell;
    }
    let text = Text.of(cell.text.split("\n"));
    const missed = updates.slice(cell.textVersion - version);
    for (const update of missed) {
      text = ChangeSet.fromJSON(update.changes).apply(text);
    }
    return { ...cell, text: text.toString(), textVersion: cell.textVersion + missed.length };
  });
}

/** The document with these texts in place of those of its cells, by cell. */
export function withTexts(document: NotebookDocument, texts: ReadonlyMap<string, string>): NotebookDocument {
  return texts.size === 0
    ? document
    : {
        ...document,
        cells: document.cells.map((cell) => {
          const text = texts.get(cell.id);
          return isTextCell(cell) && text !== undefined ? { ...cell, text } : cell;
        }),
      };
}
