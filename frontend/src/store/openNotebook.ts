import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Connection } from "../connection/connection";
import type { Catalog, NotebookDocument, NotebookEdit, Problem, Run, ServerMessage, TextUpdate } from "../wire/types";
import { applyEdit, applyTextUpdates } from "./document";

type NotebookMessage = Extract<
  ServerMessage,
  { type: "edited" | "textUpdated" | "textReset" | "notebookGone" | "run" | "catalog" }
>;

/** What an editor of a cell's text is told. */
export interface TextListener {
  updated(version: number, updates: readonly TextUpdate[]): void;
  reset(version: number, text: string): void;
  /** The connection is there (again): ask for what was missed, send what was not. */
  connected(): void;
  /** Sends what was typed so far; resolves once the server has it, or can't be reached. */
  flush(): Promise<void>;
}

export type SavedState = "saved" | "saving" | "offline";

interface PendingEdit {
  readonly id: string;
  readonly edit: NotebookEdit;
  readonly basedOn: number;
}

/** One notebook on the server, as this tab has it: the confirmed document with this tab's own unconfirmed edits on top. */
export class OpenNotebook {
  private readonly confirmed = signal<NotebookDocument | null>(null);
  private readonly pending = signal<readonly PendingEdit[]>([]);
  private readonly unsavedTexts = signal<ReadonlySet<string>>(new Set());
  private readonly onlineSignal = signal(false);
  private readonly runsSignal = signal<ReadonlyMap<string, Run>>(new Map());
  private readonly catalogSignal = signal<Catalog | null>(null);
  private readonly goneSignal = signal(false);
  private readonly textListeners = new Map<string, TextListener>();

  /** Null until it came from the server. */
  readonly document: ReadonlySignal<NotebookDocument | null> = computed(() => {
    const document = this.confirmed.value;
    return document && this.pending.value.reduce((changed, { edit }) => applyEdit(changed, edit), document);
  });

  readonly saved: ReadonlySignal<SavedState> = computed(() => {
    if (!this.onlineSignal.value) {
      return "offline";
    }
    return this.pending.value.length > 0 || this.unsavedTexts.value.size > 0 ? "saving" : "saved";
  });

  constructor(
    readonly id: string,
    private readonly link: Connection,
    private readonly notify: (text: string) => void,
  ) {}

  /** Newest run by cell. */
  get runs(): ReadonlySignal<ReadonlyMap<string, Run>> {
    return this.runsSignal;
  }

  get catalog(): ReadonlySignal<Catalog | null> {
    return this.catalogSignal;
  }

  get gone(): ReadonlySignal<boolean> {
    return this.goneSignal;
  }

  connected(): void {
    this.link.request({ type: "openNotebook", notebook: this.id }).then(
      (answer) => {
        if (answer.type === "refused") {
          this.goneSignal.value = true;
        }
      },
      () => undefined,
    );
  }

  disconnected(): void {
    this.onlineSignal.value = false;
  }

  opened(document: NotebookDocument, runs: readonly Run[], catalog: Catalog | null): void {
    this.confirmed.value = document;
    this.runsSignal.value = new Map(runs.map((run) => [run.cell, run]));
    this.catalogSignal.value = catalog ?? this.catalogSignal.peek();
    this.onlineSignal.value = true;
    for (const edit of this.pending.peek()) {
      this.push(edit);
    }
    for (const listener of this.textListeners.values()) {
      listener.connected();
    }
  }

  receive(message: NotebookMessage): void {
    const document = this.confirmed.peek();
    switch (message.type) {
      case "edited":
        if (document && message.revision > document.revision) {
          this.settle(message.editId);
          this.confirmed.value = { ...applyEdit(document, message.edit), revision: message.revision };
        }
        break;
      case "textUpdated":
        if (document) {
          const revision = Math.max(document.revision, message.revision);
          const changed = applyTextUpdates(document, message.cell, message.version, message.updates);
          this.confirmed.value = { ...changed, revision };
        }
        this.textListeners.get(message.cell)?.updated(message.version, message.updates);
        break;
      case "textReset":
        this.textListeners.get(message.cell)?.reset(message.version, message.text);
        break;
      case "notebookGone":
        this.goneSignal.value = true;
        break;
      case "run":
        this.runsSignal.value = new Map(this.runsSignal.peek()).set(message.run.cell, message.run);
        break;
      case "catalog":
        this.catalogSignal.value = message.catalog;
        break;
    }
  }

  /** Applies an edit here at once and on the server soon. */
  edit(edit: NotebookEdit): void {
    const document = this.confirmed.peek();
    if (!document) {
      return;
    }
    const pending: PendingEdit = { id: crypto.randomUUID(), edit, basedOn: document.revision };
    this.pending.value = [...this.pending.peek(), pending];
    this.push(pending);
  }

  private push(pending: PendingEdit): void {
    const { id: editId, edit, basedOn } = pending;
    this.link.request({ type: "edit", notebook: this.id, editId, basedOn, edit }).then(
      (answer) => {
        this.settle(editId);
        if (answer.type === "refused") {
          this.notify(answer.message);
        }
      },
      // Not connected: it is sent again with the same id once the notebook is open again.
      () => undefined,
    );
  }

  private settle(editId: string): void {
    const rest = this.pending.peek().filter((edit) => edit.id !== editId);
    if (rest.length !== this.pending.peek().length) {
      this.pending.value = rest;
    }
  }

  /** An editor of a cell's text; one a cell. */
  listenToText(cell: string, listener: TextListener): () => void {
    this.textListeners.set(cell, listener);
    return () => {
      if (this.textListeners.get(cell) === listener) {
        this.textListeners.delete(cell);
        this.setUnsaved(cell, false);
      }
    };
  }

  setUnsaved(cell: string, unsaved: boolean): void {
    const before = this.unsavedTexts.peek();
    if (before.has(cell) !== unsaved) {
      const after = new Set(before);
      if (unsaved) {
        after.add(cell);
      } else {
        after.delete(cell);
      }
      this.unsavedTexts.value = after;
    }
  }

  pushText(cell: string, version: number, updates: readonly TextUpdate[]) {
    return this.link.request({ type: "text", notebook: this.id, cell, version, updates });
  }

  /** A text change was refused for good: it stays in the editor, and the person is told. */
  refused(message: string): void {
    this.notify(message);
  }

  fetchText(cell: string, version: number): void {
    this.link.request({ type: "fetchText", notebook: this.id, cell, version }).catch(() => undefined);
  }

  async check(text: string): Promise<readonly Problem[]> {
    const answer = await this.link.request({ type: "check", notebook: this.id, text });
    return answer.type === "problems" ? answer.problems : [];
  }

  runCell(cell: string): void {
    this.command({ type: "runCell", notebook: this.id, cell });
  }

  stopCell(cell: string): void {
    this.command({ type: "stopCell", notebook: this.id, cell });
  }

  runAll(): void {
    this.command({ type: "runAll", notebook: this.id });
  }

  stopAll(): void {
    this.command({ type: "stopAll", notebook: this.id });
  }

  /** What was typed before a command is what the command sees. */
  private command(message: Parameters<Connection["request"]>[0]): void {
    const texts = [...this.textListeners.values()].map((listener) => listener.flush());
    Promise.all(texts)
      .then(() => this.link.request(message))
      .then(
        (answer) => {
          if (answer.type === "refused") {
            this.notify(answer.message);
          }
        },
        () => this.notify("Not connected to the server. Try again once it is back."),
      );
  }
}
