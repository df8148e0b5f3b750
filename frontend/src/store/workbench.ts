import { type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import { Connection } from "../connection/connection";
import type { ConnectionState } from "../connection/state";
import { type Cluster, PROTOCOL, type ServerMessage, type ViewFrame } from "../wire/types";
import { OpenNotebook } from "./openNotebook";
import { applyFrame, type View } from "./view";

interface WatchedView {
  readonly view: Signal<View | null>;
  /** False once the server said that it does not know the view. */
  readonly known: Signal<boolean>;
  watchers: number;
}

/** What this tab knows of the server: the only place where signals are written. */
export class Workbench {
  private readonly connectionSignal = signal<ConnectionState>({ name: "offline" });
  private readonly clusterSignal = signal<Cluster | null>(null);
  private readonly noticeSignal = signal<{ readonly text: string; readonly id: number } | null>(null);
  private readonly views = new Map<string, WatchedView>();
  private readonly notebooks = new Map<string, OpenNotebook>();
  /** Notebooks that no page shows any more, open until the server has all that was done in them. */
  private readonly leaving = new Set<string>();
  private readonly reloadSignal = signal<string | null>(null);
  private server = "";
  private nextNotice = 1;
  readonly link: Connection;

  constructor() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    this.link = new Connection(`${scheme}//${location.host}/api/live`, {
      message: (message) => this.receive(message),
      state: (state) => {
        this.connectionSignal.value = state;
        if (state.name !== "online") {
          for (const notebook of this.notebooks.values()) {
            notebook.disconnected();
          }
        }
      },
      misunderstood: (error) => {
        console.error(error);
        this.reloadSignal.value ??= "The server sent something that this page does not understand.";
      },
    });
  }

  get connection(): ReadonlySignal<ConnectionState> {
    return this.connectionSignal;
  }

  get cluster(): ReadonlySignal<Cluster | null> {
    return this.clusterSignal;
  }

  /** Why the page should be loaded again; null where it need not. */
  get reload(): ReadonlySignal<string | null> {
    return this.reloadSignal;
  }

  /** What a person should be told once. */
  get notice(): ReadonlySignal<{ readonly text: string; readonly id: number } | null> {
    return this.noticeSignal;
  }

  notify(text: string): void {
    this.noticeSignal.value = { text, id: this.nextNotice++ };
  }

  /** The notebook, opened on the server for as long as the page shows it. */
  open(id: string): OpenNotebook {
    this.leaving.delete(id);
    let notebook = this.notebooks.get(id);
    if (!notebook) {
      notebook = new OpenNotebook(id, this.link, (text) => this.notify(text));
      this.notebooks.set(id, notebook);
      if (this.connectionSignal.peek().name === "online") {
        notebook.connected();
      }
    }
    return notebook;
  }

  /** Closes it once everything that was done in it is saved. */
  close(id: string): void {
    const notebook = this.notebooks.get(id);
    if (!notebook) {
      return;
    }
    this.leaving.add(id);
    void notebook.released().then(() => {
      if (this.leaving.has(id) && this.notebooks.get(id) === notebook) {
        this.leaving.delete(id);
        this.notebooks.delete(id);
        this.link.send({ type: "closeNotebook", notebook: id });
      }
    });
  }

  /** Sends everything that was done here so far; true where the server lacks something of it yet. */
  saveAll(): boolean {
    let unsaved = false;
    for (const notebook of this.notebooks.values()) {
      notebook.pushTexts();
      unsaved ||= notebook.unsaved.peek() && !notebook.gone.peek();
    }
    return unsaved;
  }

  /** Watches a view until the returned function is called. */
  watch(id: string): { view: ReadonlySignal<View | null>; known: ReadonlySignal<boolean>; release: () => void } {
    let watched = this.views.get(id);
    if (!watched) {
      watched = { view: signal(null), known: signal(true), watchers: 0 };
      this.views.set(id, watched);
      this.link.send({ type: "watch", view: id, seen: null });
    }
    watched.watchers++;
    const held = watched;
    let released = false;
    return {
      view: held.view,
      known: held.known,
      release: () => {
        if (!released) {
          released = true;
          held.watchers--;
          // Moving a cell unmounts and mounts it: only what nobody takes up again at once is let go.
          setTimeout(() => this.letGo(id, held), 1_000);
        }
      },
    };
  }

  private letGo(id: string, watched: WatchedView): void {
    if (watched.watchers === 0 && this.views.get(id) === watched) {
      this.views.delete(id);
      this.link.send({ type: "unwatch", view: id });
    }
  }

  private receive(message: ServerMessage): void {
    switch (message.type) {
      case "welcome":
        if (message.protocol !== PROTOCOL) {
          this.reloadSignal.value = "Riffle was updated.";
        }
        this.welcomed(message.server);
        break;
      case "cluster":
        this.clusterSignal.value = message.cluster;
        break;
      case "frames":
        for (const frame of message.frames) {
          this.frame(frame);
        }
        break;
      case "viewGone": {
        const gone = this.views.get(message.view);
        if (gone) {
          gone.known.value = false;
        }
        break;
      }
      case "notebook":
        this.notebooks.get(message.notebook.id)?.opened(message.notebook, message.runs, message.catalog);
        break;
      case "edited":
      case "textUpdated":
      case "textReset":
      case "notebookGone":
      case "run":
      case "catalog":
        this.notebooks.get(message.notebook)?.receive(message);
        break;
      case "pong":
      case "accepted":
      case "refused":
      case "problems":
        break;
    }
  }

  private welcomed(server: string): void {
    const restarted = this.server !== "" && this.server !== server;
    this.server = server;
    for (const [id, watched] of this.views) {
      const seen = restarted ? null : (watched.view.peek()?.version ?? null);
      this.link.send({ type: "watch", view: id, seen });
    }
    for (const notebook of this.notebooks.values()) {
      notebook.connected();
    }
  }

  private frame(frame: ViewFrame): void {
    const watched = this.views.get(frame.view);
    if (!watched) {
      return;
    }
    const next = applyFrame(watched.view.peek(), frame);
    if (next) {
      watched.view.value = next;
    } else if (frame.type === "delta") {
      this.link.send({ type: "watch", view: frame.view, seen: null });
    } else {
      console.error(`The snapshot of view ${frame.view} does not match its checksum.`);
    }
  }
}
