import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { InputCell } from "../wire/input";
import type { ServerMessage } from "../wire/messages";
import type { NotebookDocument, NotebookEdit } from "../wire/types";

/** What a column of a result offers to choose from. */
export interface OfferedValues {
  readonly values: readonly string[];
  /** There are more than these. */
  readonly more: boolean;
}

/** The inputs of a notebook, and why the last change of each was refused. */
export class NotebookInputs {
  private readonly problemsSignal = signal<ReadonlyMap<string, string>>(new Map());
  /** The same list for as long as no input is another: who looks at it is not told of what is typed elsewhere. */
  readonly cells: ReadonlySignal<readonly InputCell[]>;

  constructor(document: ReadonlySignal<NotebookDocument | null>) {
    let last: readonly InputCell[] = [];
    this.cells = computed(() => {
      const now = (document.value?.cells ?? []).filter((cell): cell is InputCell => cell.kind === "input");
      if (now.length !== last.length || now.some((cell, i) => cell !== last[i])) {
        last = now;
      }
      return last;
    });
  }

  /** By cell. */
  get problems(): ReadonlySignal<ReadonlyMap<string, string>> {
    return this.problemsSignal;
  }

  /** An edit is made here, or was stored by anybody: what was wrong before it no longer matters. */
  edited(edit: NotebookEdit): void {
    if (isOfInput(edit) && this.problemsSignal.peek().has(edit.cell)) {
      const problems = new Map(this.problemsSignal.peek());
      problems.delete(edit.cell);
      this.problemsSignal.value = problems;
    }
  }

  /** Keeps the reason where it is shown beside the input; false where the edit is of something else. */
  refused(edit: NotebookEdit, reason: string): boolean {
    const shown = isOfInput(edit) && this.cells.peek().some(({ id }) => id === edit.cell);
    if (shown) {
      this.problemsSignal.value = new Map(this.problemsSignal.peek()).set(edit.cell, reason);
    }
    return shown;
  }
}

function isOfInput(edit: NotebookEdit): edit is Extract<NotebookEdit, { kind: "setInput" | "setInputValue" }> {
  return edit.kind === "setInput" || edit.kind === "setInputValue";
}

/** What the answer to a request for options offers. Throws the server's reason where they can't be had. */
export function offered(answer: ServerMessage): OfferedValues {
  if (answer.type === "inputOptions") {
    return { values: answer.options, more: answer.more };
  }
  throw new Error(answer.type === "refused" ? answer.message : "The server did not answer what was asked.");
}
