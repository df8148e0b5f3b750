import { type ReadonlySignal, signal } from "@preact/signals-core";
import { browserNow } from "../connection/clock";
import { Connection } from "../connection/connection";
import type { ConnectionState } from "../connection/state";
import type { ServerMessage } from "../wire/messages";
import { type Cluster, PROTOCOL, type Run } from "../wire/types";
import { Attention } from "./attention";
import { OpenDashboard } from "./openDashboard";
import { OpenDocuments } from "./openDocuments";
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
  private readonly reloadSignal = signal<string | null>(null);
  private server = "";
  private nextNotice = 1;
  private figures: ReturnType<typeof setInterval> | undefined;
  private readonly screen = new Screen((callback) => requestAnimationFrame(callback));
  private readonly attention = new Attention(document, () => this.settle());
  readonly link: Connection;
  readonly notebooks: OpenDocuments<OpenNotebook>;
  readonly dashboards: OpenDocuments<OpenDashboard>;

  /** @param path of the WebSocket */
  constructor(path = "/api/live") {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    this.link = new Connection(`${scheme}//${location.host}${path}`, {
      message: (message) => this.receive(message),
      state: (state) => {
        this.connectionSignal.value = state;
        if (state.name !== "online") {
          this.clusterSignal.value = null;
          for (const document of [...this.notebooks.all, ...this.dashboards.all]) {
            document.disconnected();
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
    const isOnline = () => this.connectionSignal.peek().name === "online";
    const notify = (text: string) => this.notify(text);
    this.notebooks = new OpenDocuments(
      (id) => new OpenNotebook(id, this.link, notify),
      isOnline,
      (id) => this.link.send({ type: "closeNotebook", notebook: id }),
    );
    this.dashboards = new OpenDocuments(
      (id) => new OpenDashboard(id, this.link, notify),
      isOnline,
      (id) => this.link.send({ type: "closeDashboard", dashboard: id }),
    );
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

  /** Sends everything that was done here so far; true where the server lacks something of it yet. */
  saveAll(): boolean {
    for (const notebook of this.notebooks.all) {
      notebook.pushTexts();
    }
    return this.notebooks.unsaved || this.dashboards.unsaved;
  }

  /** The server's time, milliseconds since 1970; null where it is not known. */
  serverNow(): number | null {
    const clock = this.link.serverClock;
    return clock && browserNow() + clock.offsetMillis;
  }

  /** Holds a view until the returned function is called. */
  hold(id: string): { readonly view: WatchedView; readonly release: () => void } {
    let found = this.views.get(id);
    if (!found) {
      found = new WatchedView(id, this.screen, {
        send: (message) => this.link.send(message),
        serverNow: () => this.serverNow(),
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
    this.route(message);
    for (const statement of runsIn(message).flatMap((run) => run.statements)) {
      if (statement.result) {
        this.views.get(statement.result.view)?.named();
      }
    }
  }

  private route(message: ServerMessage): void {
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
        this.notebooks.get(message.notebook.id)?.opened(message.notebook, message.runs, message.catalog, message.role);
        break;
      case "edited":
      case "textUpdated":
      case "textReset":
      case "notebookGone":
      case "run":
      case "catalog":
        this.notebooks.get(message.notebook)?.receive(message);
        break;
      case "dashboard":
        this.dashboards
          .get(message.dashboard.id)
          ?.opened(message.dashboard, message.sources, message.inputs, message.role);
        break;
      case "role":
        (message.kind === "notebook" ? this.notebooks : this.dashboards).get(message.id)?.roleChanged(message.role);
        break;
      case "dashboardEdited":
      case "dashboardInputs":
      case "tileSource":
      case "dashboardGone":
        this.dashboards.get(message.dashboard)?.receive(message);
        break;
      case "people":
        if (message.notebook !== null) {
          this.notebooks.get(message.notebook)?.receive(message);
        } else if (message.dashboard !== null) {
          this.dashboards.get(message.dashboard)?.receive(message);
        }
        break;
      case "pong":
      case "accepted":
      case "refused":
      case "problems":
      case "inputOptions":
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
    for (const document of [...this.notebooks.all, ...this.dashboards.all]) {
      document.connected();
    }
  }
}

/** The runs of which a message tells. */
function runsIn(message: ServerMessage): readonly Run[] {
  switch (message.type) {
    case "notebook":
      return message.runs;
    case "run":
      return [message.run];
    case "dashboard":
      return message.sources.flatMap(({ run }) => run ?? []);
    case "tileSource":
      return message.source.run ? [message.source.run] : [];
    default:
      return [];
  }
}
