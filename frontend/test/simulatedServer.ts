import { ChangeSet, Text } from "@codemirror/state";
import type { Link } from "../src/store/openNotebook";
import type { ClientMessage, ServerMessage } from "../src/wire/messages";
import { type Cell, isTextCell, type NotebookDocument, type TextUpdate } from "../src/wire/types";

const MOST_TEXT = 200_000;

type Answer = Extract<ServerMessage, { type: "accepted" | "refused" | "problems" }>;

/** What a simulated connection needs of a simulated server. */
export interface Served {
  handle(message: ClientMessage, tell: (message: ServerMessage) => void): void;
  /** A connection ended. */
  leave(tell: (message: ServerMessage) => void): void;
}

/**
 * The server's part of docs/protocol.md as far as the text of one notebook's cells goes: edits in the order of arrival, text
 * only on its newest version, a log of updates that a restart forgets.
 */
export class SimulatedServer implements Served {
  document: NotebookDocument;
  private readonly logs = new Map<string, { first: number; updates: TextUpdate[] }>();
  private readonly edits = new Map<string, number>();
  private readonly watching = new Set<(message: ServerMessage) => void>();

  constructor(cells: readonly Cell[]) {
    const at = "2026-05-04T10:22:07Z";
    const document = {
      id: "n",
      title: "N",
      runtimeMode: "streaming",
      delivery: "live",
      revision: 1,
      createdAt: at,
      updatedAt: at,
    } as const;
    this.document = { ...document, cells };
  }

  textOf(id: string): string {
    const cell = this.document.cells.find((candidate) => candidate.id === id);
    return cell && isTextCell(cell) ? cell.text : "";
  }

  /** What it stored is there, what it only remembered is not. Connections end with it. */
  restart(): void {
    this.logs.clear();
    this.watching.clear();
  }

  leave(tell: (message: ServerMessage) => void): void {
    this.watching.delete(tell);
  }

  handle(message: ClientMessage, tell: (message: ServerMessage) => void): void {
    switch (message.type) {
      case "openNotebook":
        this.watching.add(tell);
        tell({ type: "notebook", notebook: this.document, runs: [], catalog: null, role: "owner" });
        tell({ type: "accepted", request: message.request, revision: null });
        break;
      case "edit":
        tell(this.edit(message));
        break;
      case "text":
        tell(this.text(message));
        break;
      case "fetchText":
        tell(this.fetchText(message, tell));
        break;
      default:
        break;
    }
  }

  private edit({ request, editId, edit }: Extract<ClientMessage, { type: "edit" }>): Answer {
    const stored = this.edits.get(editId);
    if (stored !== undefined) {
      return { type: "accepted", request, revision: stored };
    }
    const others = "cell" in edit && typeof edit.cell === "string" ? this.without(edit.cell) : this.document.cells;
    if (edit.kind === "deleteCell" && others.length < this.document.cells.length) {
      this.logs.delete(edit.cell);
      return this.store(request, editId, edit, others);
    }
    if (edit.kind === "insertCell" && !others.some((cell) => cell.id === edit.cell.id)) {
      return this.store(request, editId, edit, [...others, edit.cell]);
    }
    return { type: "refused", request, code: "CELL_GONE", message: "The cell was deleted." };
  }

  private without(id: string): readonly Cell[] {
    return this.document.cells.filter((cell) => cell.id !== id);
  }

  private store(
    request: number,
    editId: string,
    edit: Extract<ClientMessage, { type: "edit" }>["edit"],
    cells: readonly Cell[],
  ): Answer {
    const revision = this.document.revision + 1;
    this.document = { ...this.document, revision, cells };
    this.edits.set(editId, revision);
    this.announce({ type: "edited", notebook: "n", revision, editId, edit });
    return { type: "accepted", request, revision };
  }

  private text({ request, cell: id, version, updates }: Extract<ClientMessage, { type: "text" }>): Answer {
    const refused = (code: string): Answer => ({ type: "refused", request, code, message: code });
    const cell = this.document.cells.find((candidate) => candidate.id === id);
    if (!cell || !isTextCell(cell)) {
      return refused("CELL_GONE");
    }
    if (cell.textVersion !== version) {
      return refused("STALE");
    }
    let text = Text.of(cell.text.split("\n"));
    try {
      for (const update of updates) {
        text = ChangeSet.fromJSON(update.changes).apply(text);
        if (text.length > MOST_TEXT) {
          return refused("TOO_LARGE");
        }
      }
    } catch {
      return refused("INVALID");
    }
    const revision = this.document.revision + 1;
    const changed = { ...cell, text: text.toString(), textVersion: version + updates.length };
    this.document = {
      ...this.document,
      revision,
      cells: this.document.cells.map((candidate) => (candidate === cell ? changed : candidate)),
    };
    const log = this.logs.get(id) ?? { first: version, updates: [] };
    this.logs.set(id, { ...log, updates: [...log.updates, ...updates] });
    this.announce({ type: "textUpdated", notebook: "n", cell: id, version, revision, updates });
    return { type: "accepted", request, revision };
  }

  private fetchText(message: Extract<ClientMessage, { type: "fetchText" }>, tell: (to: ServerMessage) => void): Answer {
    const { request, cell: id, version } = message;
    const cell = this.document.cells.find((candidate) => candidate.id === id);
    if (!cell || !isTextCell(cell)) {
      return { type: "refused", request, code: "CELL_GONE", message: "The cell was deleted." };
    }
    const log = this.logs.get(id) ?? { first: cell.textVersion, updates: [] };
    const skip = version - log.first;
    if (skip >= 0 && skip <= log.updates.length) {
      const updates = log.updates.slice(skip);
      tell({ type: "textUpdated", notebook: "n", cell: id, version, revision: this.document.revision, updates });
    } else {
      tell({ type: "textReset", notebook: "n", cell: id, version: cell.textVersion, text: cell.text });
    }
    return { type: "accepted", request, revision: null };
  }

  private announce(message: ServerMessage): void {
    for (const tell of this.watching) {
      tell(message);
    }
  }
}

/** A connection to the simulated server that can be lost at any moment. Both ways keep the order, and take their time. */
export class SimulatedLink implements Link {
  private socket: Socket | null = null;
  private nextRequest = 1;

  constructor(
    private readonly server: Served,
    private readonly latency: () => number,
    private readonly receive: (message: ServerMessage) => void,
  ) {}

  get isUp(): boolean {
    return this.socket !== null;
  }

  up(): void {
    this.socket ??= new Socket(this.server, this.latency, this.receive);
  }

  /** @param arrives whether the server still gets what is on its way to it */
  down(arrives: boolean): void {
    this.socket?.lose(arrives);
    this.socket = null;
  }

  send(): void {}

  request(message: Parameters<Link["request"]>[0]): Promise<Answer> {
    const { socket } = this;
    if (!socket) {
      return Promise.reject(new Error("not connected"));
    }
    const request = this.nextRequest++;
    return socket.request({ ...message, request } as ClientMessage & { request: number });
  }
}

class Socket {
  private alive = true;
  private reaches = true;
  private lastUp = 0;
  private lastDown = 0;
  private readonly waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
  private readonly tell = (message: ServerMessage) => {
    this.lastDown = Math.max(this.lastDown, Date.now() + this.latency());
    setTimeout(() => this.deliver(message), this.lastDown - Date.now());
  };

  constructor(
    private readonly server: Served,
    private readonly latency: () => number,
    private readonly receive: (message: ServerMessage) => void,
  ) {}

  request(message: ClientMessage & { request: number }): Promise<Answer> {
    this.lastUp = Math.max(this.lastUp, Date.now() + this.latency());
    setTimeout(() => {
      if (this.reaches) {
        this.server.handle(message, this.tell);
      }
    }, this.lastUp - Date.now());
    return new Promise((resolve, reject) => this.waiting.set(message.request, { resolve, reject }));
  }

  private deliver(message: ServerMessage): void {
    if (!this.alive) {
      return;
    }
    if (message.type === "accepted" || message.type === "refused" || message.type === "problems") {
      this.waiting.get(message.request)?.resolve(message);
      this.waiting.delete(message.request);
    } else {
      this.receive(message);
    }
  }

  lose(arrives: boolean): void {
    this.alive = false;
    this.reaches = arrives;
    this.server.leave(this.tell);
    for (const { reject } of this.waiting.values()) {
      reject(new Error("the connection was lost"));
    }
    this.waiting.clear();
  }
}
