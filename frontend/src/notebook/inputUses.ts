import { inputNamesIn } from "../editor/inputReferences";
import type { InputCell } from "../wire/input";
import type { Cell, NotebookDocument } from "../wire/types";

const known = new WeakMap<Cell, readonly string[]>();

/** The inputs that a cell names in its SQL. */
export function namesIn(cell: Cell): readonly string[] {
  if (cell.kind !== "sql") {
    return [];
  }
  const before = known.get(cell);
  if (before) {
    return before;
  }
  const names = inputNamesIn(cell.text);
  known.set(cell, names);
  return names;
}

/** The cells that name an input. */
export function cellsNaming({ cells }: Pick<NotebookDocument, "cells">, name: string): readonly Cell[] {
  return cells.filter((cell) => namesIn(cell).includes(name));
}

export function inputsOf({ cells }: Pick<NotebookDocument, "cells">): readonly InputCell[] {
  return cells.filter((cell) => cell.kind === "input");
}

export interface NamedInput {
  readonly name: string;
  /** Null: no input is called so. */
  readonly cell: InputCell | null;
}

/** What a cell names, each with the input that it means. */
export function namedBy(document: Pick<NotebookDocument, "cells">, cell: Cell): readonly NamedInput[] {
  const inputs = inputsOf(document);
  return namesIn(cell).map((name) => ({ name, cell: inputs.find(({ input }) => input.name === name) ?? null }));
}

/** The inputs that are called otherwise. */
export function otherNames(document: Pick<NotebookDocument, "cells">, cell: string | null): readonly string[] {
  return inputsOf(document).flatMap(({ id, input }) => (id === cell ? [] : [input.name]));
}
