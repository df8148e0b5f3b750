import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { NotebookEdit } from "../wire/types";

export interface PendingEdit {
  readonly id: string;
  readonly edit: NotebookEdit;
  /** The revision up to which nobody else replaced the value that this edit replaces. */
  readonly basedOn: number;
}

/** Stored, refused with a reason for the person, or not known for want of a connection. */
export type EditOutcome =
  | { readonly name: "stored"; readonly revision: number }
  | { readonly name: "refused"; readonly message: string }
  | { readonly name: "unknown" };

/**
 * Own structural edits on their way to the server, in order, one at a time: an edit that replaces a value which the one
 * before it replaced too is based on that one, and only its answer says at which revision it was stored.
 */
export class PendingEdits {
  private readonly edits = signal<readonly PendingEdit[]>([]);
  private sending: string | null = null;

  constructor(
    private readonly push: (edit: PendingEdit) => Promise<EditOutcome>,
    private readonly refused: (message: string) => void,
    private readonly accepted: (edit: NotebookEdit) => void = () => undefined,
  ) {}

  get list(): ReadonlySignal<readonly PendingEdit[]> {
    return this.edits;
  }

  add(edit: PendingEdit): void {
    this.edits.value = [...this.edits.peek(), edit];
  }

  /** The server stored an edit, perhaps one of these. */
  stored(id: string, revision: number): void {
    const before = this.edits.peek();
    const done = before.find((edit) => edit.id === id);
    if (done) {
      const value = replacedBy(done.edit);
      this.edits.value = before
        .filter((edit) => edit !== done)
        .map((edit) =>
          value !== null && replacedBy(edit.edit) === value
            ? { ...edit, basedOn: Math.max(edit.basedOn, revision) }
            : edit,
        );
    }
  }

  /** Sends what waits, where nothing is on its way. */
  async send(): Promise<void> {
    const first = this.edits.peek()[0];
    if (this.sending !== null || !first) {
      return;
    }
    this.sending = first.id;
    const outcome = await this.push(first);
    this.sending = null;
    switch (outcome.name) {
      case "stored":
        this.stored(first.id, outcome.revision);
        this.accepted(first.edit);
        return this.send();
      case "refused":
        this.edits.value = this.edits.peek().filter((edit) => edit.id !== first.id);
        this.refused(outcome.message);
        return this.send();
      case "unknown":
        // Sent again with the same id once the notebook is open again: the server stores an id once.
        return;
    }
  }
}

/** Names the value that an edit replaces, null where it replaces none; the server refuses to replace one unseen. */
function replacedBy(edit: NotebookEdit): string | null {
  switch (edit.kind) {
    case "setTitle":
    case "setRuntimeMode":
    case "setDelivery":
      return edit.kind;
    case "setKind":
    case "setChart":
      return `${edit.kind} ${edit.cell}`;
    default:
      return null;
  }
}
