import { type ReadonlySignal, signal } from "@preact/signals-core";

export interface PendingEdit<E> {
  readonly id: string;
  readonly edit: E;
  /** The revision up to which nobody else replaced the value that this edit replaces. */
  readonly basedOn: number;
}

/** Stored, refused with a reason for the person, or not known for want of a connection. */
export type EditOutcome =
  | { readonly name: "stored"; readonly revision: number }
  | { readonly name: "refused"; readonly message: string }
  | { readonly name: "unknown" };

/**
 * Own edits of a document on their way to the server, in order, one at a time: an edit that replaces a value which the one
 * before it replaced too is based on that one, and only its answer says at which revision it was stored.
 */
export class PendingEdits<E> {
  private readonly edits = signal<readonly PendingEdit<E>[]>([]);
  private sending: string | null = null;

  /** @param replaced names the values that an edit replaces; the server refuses to replace one unseen */
  constructor(
    private readonly push: (edit: PendingEdit<E>) => Promise<EditOutcome>,
    private readonly refused: (message: string, edit: E) => void,
    private readonly replaced: (edit: E) => readonly string[],
    private readonly accepted: (edit: E) => void = () => undefined,
  ) {}

  get list(): ReadonlySignal<readonly PendingEdit<E>[]> {
    return this.edits;
  }

  add(edit: PendingEdit<E>): void {
    this.edits.value = [...this.edits.peek(), edit];
  }

  /** The server stored an edit, perhaps one of these. */
  stored(id: string, revision: number): void {
    const before = this.edits.peek();
    const done = before.find((edit) => edit.id === id);
    if (done) {
      const values = this.replaced(done.edit);
      this.edits.value = before
        .filter((edit) => edit !== done)
        .map((edit) =>
          this.replaced(edit.edit).some((value) => values.includes(value))
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
        this.refused(outcome.message, first.edit);
        return this.send();
      case "unknown":
        // Sent again with the same id once the document is open again: the server stores an id once.
        return;
    }
  }
}
