import { type ReadonlySignal, signal } from "@preact/signals-core";
import { browserNow } from "../connection/clock";
import { Connection } from "../connection/connection";
import type { ConnectionState } from "../connection/state";
import { type Cluster, PROTOCOL, type ServerMessage } from "../wire/types";
import { Attention } from "./attention";
import { OpenNotebook } from "./openNotebook";
import { Screen } from "./screen";
import { WatchedView } from "./watchedView";

const FIGURES_MILLIS = 1_000;
const LET_GO_MILLIS = 1_000;

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
  private figures: ReturnType<typeof setInterval> | undefined;
  private readonly screen = new Screen((callback) => requestAnimationFrame(callback));
  private readonly attention = new Attention(document, () => this.settle());
  readonly link: Connection;

  constructor() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    this.link = new Connection(`${scheme}//${location.host}/api/live`, {
      message: (message) => this.receive(message),
      state: (state) => {
        this.connectionSignal.value = state;
        if (state.name !== "online") {
          this.clusterSignal.value = null;
          for (const notebook of this.notebooks.values()) {
            notebook.disconnected();
          }
          for (const view of this.views.values()) {
            view.disconnected();
          }
        }
      },
      misunderstood: (error) => {
        console.error(error);
        this.reloadSignal.value ??= "The server sent something that this page does not understand.";
      },
    });
    document.addEventListener("visibilitychange", () => {
      for (const view of this.views.values()) {
        view.lookedAway();
      }
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

  /** Holds a view until the returned function is called. */
  hold(id: string): { readonly view: WatchedView; readonly release: () => void } {
    let found = this.views.get(id);
    if (!found) {
      found = new WatchedView(id, this.screen, {
        send: (message) => this.link.send(message),
        serverNow: () => {
          const clock = this.link.serverClock;
          return clock && browserNow() + clock.offsetMillis;
        },
        isLookedAt: () => document.visibilityState === "visible",
      });
      this.views.set(id, found);
    }
    const view = found;
    view.holders++;
    this.settle();
    let released = false;
    return {
      view,
      release: () => {
        if (!released) {
          released = true;
          view.holders--;
          // Moving a cell unmounts and mounts it: only what nobody takes up again at once is let go.
          setTimeout(() => this.letGo(view), LET_GO_MILLIS);
        }
      },
    };
  }

  private letGo(view: WatchedView): void {
    if (view.holders === 0 && this.views.get(view.id) === view) {
      this.views.delete(view.id);
      view.close();
      this.settle();
    }
  }

  /** Watches what is looked at, and nothing while the tab is away. */
  private settle(): void {
    const awake = this.attention.isAwake;
    const online = this.connectionSignal.peek().name === "online";
    for (const view of this.views.values()) {
      view.allow(awake && online);
    }
    clearInterval(this.figures);
    if (awake && this.views.size > 0) {
      this.figures = setInterval(() => {
        for (const view of this.views.values()) {
          view.count();
        }
      }, FIGURES_MILLIS);
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
          this.views.get(frame.view)?.receive(frame);
        }
        break;
      case "viewGone":
        this.views.get(message.view)?.gone();
        break;
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
    if (restarted) {
      for (const view of this.views.values()) {
        view.restarted();
      }
    }
    this.settle();
    for (const notebook of this.notebooks.values()) {
      notebook.connected();
    }
  }
}
