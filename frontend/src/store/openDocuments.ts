import type { ReadonlySignal } from "@preact/signals-core";

/** A document of the server that is open for as long as a page shows it: a notebook, a dashboard. */
export interface OpenDocument {
  readonly unsaved: ReadonlySignal<boolean>;
  readonly gone: ReadonlySignal<boolean>;
  connected(): void;
  disconnected(): void;
  /** Resolves once nothing that was done in it would be lost. */
  released(): Promise<void>;
}

/** The open documents of one kind, by id. */
export class OpenDocuments<T extends OpenDocument> {
  private readonly documents = new Map<string, T>();
  /** How many parts of the page show each. */
  private readonly holders = new Map<string, number>();
  /** Those that no page shows any more, open until the server has all that was done in them. */
  private readonly leaving = new Set<string>();

  /** @param closed tells the server that one is open no more */
  constructor(
    private readonly make: (id: string) => T,
    private readonly isOnline: () => boolean,
    private readonly closed: (id: string) => void,
  ) {}

  get(id: string): T | undefined {
    return this.documents.get(id);
  }

  get all(): Iterable<T> {
    return this.documents.values();
  }

  open(id: string): T {
    this.leaving.delete(id);
    let document = this.documents.get(id);
    if (!document) {
      document = this.make(id);
      this.documents.set(id, document);
      if (this.isOnline()) {
        document.connected();
      }
    }
    return document;
  }

  /** Keeps it open until what this answers is called, and everybody else who holds it lets go, too. */
  hold(id: string): () => void {
    this.open(id);
    this.holders.set(id, (this.holders.get(id) ?? 0) + 1);
    let held = true;
    return () => {
      if (!held) {
        return;
      }
      held = false;
      const left = (this.holders.get(id) ?? 1) - 1;
      if (left > 0) {
        this.holders.set(id, left);
      } else {
        this.holders.delete(id);
        this.close(id);
      }
    };
  }

  /** Closes it once everything that was done in it is saved. */
  private close(id: string): void {
    const document = this.documents.get(id);
    if (!document) {
      return;
    }
    this.leaving.add(id);
    void document.released().then(() => {
      if (this.leaving.has(id) && this.documents.get(id) === document) {
        this.leaving.delete(id);
        this.documents.delete(id);
        this.closed(id);
      }
    });
  }

  /** Whether the server lacks something that was done in one of them. */
  get unsaved(): boolean {
    return [...this.documents.values()].some((document) => document.unsaved.peek() && !document.gone.peek());
  }
}
