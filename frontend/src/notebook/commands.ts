import { newId } from "../store/newId";
import type { OpenNotebook } from "../store/openNotebook";
import type { Cell, Chart, NotebookDocument, TextCellKind } from "../wire/types";

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

/** A cell with the same content and an id of its own. */
export function copyOf(cell: Cell): Cell {
  return cell.kind === "chart" ? { ...cell, id: newId() } : { ...cell, id: newId(), textVersion: 0 };
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

  insertAbove(cell: Cell, below: string): string {
    return this.insert(cell, this.before(below));
  }

  duplicate(id: string): string | null {
    const cell = this.cells.find((candidate) => candidate.id === id);
    return cell ? this.insert(copyOf(cell), id) : null;
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
    const cell = last.cell.kind === "chart" ? last.cell : { ...last.cell, textVersion: 0 };
    return this.insert(cell, last.after);
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
export function sourceFor(document: NotebookDocument, id: string | null): string | null {
  const index = id === null ? document.cells.length - 1 : document.cells.findIndex((cell) => cell.id === id);
  for (let i = index; i >= 0; i--) {
    const cell = document.cells[i];
    if (cell?.kind === "sql") {
      return cell.id;
    }
  }
  return null;
}
