import { freeName, newInput } from "../store/inputRules";
import { newId } from "../store/newId";
import type { OpenNotebook } from "../store/openNotebook";
import type { InputCell } from "../wire/input";
import { type Cell, type Chart, isTextCell, type NotebookDocument, type TextCellKind } from "../wire/types";
import { otherNames } from "./inputUses";

/** A new cell; its id is made here, so that it can be edited before the server has heard of it. */
export function emptyTextCell(kind: TextCellKind, text = ""): Cell {
  return { id: newId(), kind, collapsed: false, text, textVersion: 0 };
}

export function emptyChart(source: string | null): Chart {
  return {
    source,
    statement: null,
    type: "bar",
    x: null,
    y: [],
    series: null,
    title: "",
    stacked: false,
    horizontal: false,
  };
}

/** @param wanted what it is to be called, where that name is free */
export function emptyInput(document: Pick<NotebookDocument, "cells">, wanted = "input"): InputCell {
  const input = newInput(freeName(wanted, otherNames(document, null)));
  return { id: newId(), kind: "input", collapsed: false, input, values: [] };
}

/** A cell with the same content and an id of its own; an input gets a name of its own, too. */
export function copyOf(cell: Cell, { cells }: Pick<NotebookDocument, "cells">): Cell {
  if (cell.kind === "input") {
    const name = freeName(cell.input.name, otherNames({ cells }, null));
    return { ...cell, id: newId(), input: { ...cell.input, name } };
  }
  return isTextCell(cell) ? { ...cell, id: newId(), textVersion: 0 } : { ...cell, id: newId() };
}

/** What can be done to the cells of a notebook, with the deletions that can be undone. */
export class CellCommands {
  private readonly deleted: { readonly cell: Cell; readonly after: string | null }[] = [];

  constructor(private readonly notebook: OpenNotebook) {}

  /** With every letter that was typed: what is copied or deleted is what the person sees. */
  private get cells(): readonly Cell[] {
    this.notebook.showDrafts();
    return this.notebook.document.peek()?.cells ?? [];
  }

  /** Adds a cell below `after`, on top where it is null. Returns its id. */
  insert(cell: Cell, after: string | null): string {
    this.notebook.edit({ kind: "insertCell", cell, after });
    return cell.id;
  }

  /**
   * Adds an empty cell below `after`. Returns its id.
   *
   * @param name of an input: what it is to be called
   */
  add(kind: Cell["kind"], after: string | null, name?: string): string {
    return this.insert(this.empty(kind, after, name), after);
  }

  private empty(kind: Cell["kind"], after: string | null, name?: string): Cell {
    const { cells } = this;
    switch (kind) {
      case "chart":
        return { id: newId(), kind, collapsed: false, chart: emptyChart(sourceFor({ cells }, after)) };
      case "input":
        return emptyInput({ cells }, name);
      default:
        return emptyTextCell(kind);
    }
  }

  insertAbove(cell: Cell, below: string): string {
    return this.insert(cell, this.before(below));
  }

  duplicate(id: string): string | null {
    const cell = this.cells.find((candidate) => candidate.id === id);
    return cell ? this.insert(copyOf(cell, { cells: this.cells }), id) : null;
  }

  delete(id: string): void {
    const cell = this.cells.find((candidate) => candidate.id === id);
    if (cell) {
      this.deleted.push({ cell, after: this.before(id) });
      if (this.deleted.length > 50) {
        this.deleted.shift();
      }
      this.notebook.edit({ kind: "deleteCell", cell: id });
    }
  }

  /** Brings the cell back that was deleted last; its id is new where the old one is taken. */
  undoDelete(): string | null {
    const last = this.deleted.pop();
    if (!last) {
      return null;
    }
    const cell = isTextCell(last.cell) ? { ...last.cell, textVersion: 0 } : last.cell;
    return this.insert(cell, last.after);
  }

  /** What has no text stays what it is. */
  setKind(id: string, cellKind: TextCellKind): void {
    if (this.cells.some((cell) => cell.id === id && isTextCell(cell))) {
      this.notebook.edit({ kind: "setKind", cell: id, cellKind });
    }
  }

  move(id: string, direction: -1 | 1): void {
    const index = this.cells.findIndex((cell) => cell.id === id);
    const target = index + direction;
    if (index < 0 || target < 0 || target >= this.cells.length) {
      return;
    }
    const after = direction < 0 ? (this.cells[index - 2]?.id ?? null) : (this.cells[target]?.id ?? null);
    this.notebook.edit({ kind: "moveCell", cell: id, after });
  }

  /** Moves a cell to where another one stands. */
  moveTo(id: string, over: string): void {
    const from = this.cells.findIndex((cell) => cell.id === id);
    const to = this.cells.findIndex((cell) => cell.id === over);
    if (from >= 0 && to >= 0 && from !== to) {
      const after = from < to ? over : this.before(over);
      this.notebook.edit({ kind: "moveCell", cell: id, after });
    }
  }

  private before(id: string): string | null {
    const index = this.cells.findIndex((cell) => cell.id === id);
    return this.cells[index - 1]?.id ?? null;
  }
}

/** The SQL cell that a new chart below `id` shows: the nearest one above. */
export function sourceFor(document: Pick<NotebookDocument, "cells">, id: string | null): string | null {
  const index = id === null ? document.cells.length - 1 : document.cells.findIndex((cell) => cell.id === id);
  for (let i = index; i >= 0; i--) {
    const cell = document.cells[i];
    if (cell?.kind === "sql") {
      return cell.id;
    }
  }
  return null;
}

/** The next cell above or below whose text can be edited; null where there is none. */
export function nextText(cells: readonly Cell[], from: string, direction: -1 | 1): string | null {
  const index = cells.findIndex((cell) => cell.id === from);
  const others = direction > 0 ? cells.slice(index + 1) : cells.slice(0, Math.max(index, 0)).reverse();
  return others.find((cell) => isTextCell(cell) && !cell.collapsed)?.id ?? null;
}
