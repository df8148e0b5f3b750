import { batch, computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Connection } from "../connection/connection";
import type { CellReference, Dashboard, DashboardEdit, TileSource } from "../wire/dashboard";
import type { DashboardInput } from "../wire/input";
import type { ServerMessage } from "../wire/messages";
import type { People, Role } from "../wire/types";
import { applyDashboardEdit, valuesSetBy } from "./dashboard";
import { afterEdit, NO_HISTORY, step } from "./dashboardHistory";
import { DashboardInputs } from "./dashboardInputs";
import { newId } from "./newId";
import type { Link, SavedState } from "./openNotebook";
import { type EditOutcome, PendingEdits } from "./pendingEdits";
import { NOBODY } from "./people";
import { settled } from "./settled";

type DashboardMessage = Extract<
  ServerMessage,
  { type: "dashboardEdited" | "dashboardInputs" | "tileSource" | "dashboardGone" | "people" }
>;

const FLUSH_MILLIS = 5_000;

/** Names a cell among the sources of a dashboard. */
export function sourceKey({ notebook, cell }: CellReference): string {
  return `${notebook} ${cell}`;
}

/** One dashboard on the server, as this tab has it: the confirmed document with this tab's own unconfirmed edits on top. */
export class OpenDashboard {
  private readonly confirmed = signal<Dashboard | null>(null);
  private readonly edits: PendingEdits<DashboardEdit>;
  /** Stored edits whose document has not come yet. */
  private readonly storedEdits = signal<readonly { readonly edit: DashboardEdit; readonly revision: number }[]>([]);
  private readonly history = signal(NO_HISTORY);
  private readonly onlineSignal = signal(false);
  private readonly sourcesSignal = signal<ReadonlyMap<string, TileSource>>(new Map());
  private readonly peopleSignal = signal<People>(NOBODY);
  private readonly goneSignal = signal(false);
  private readonly roleSignal = signal<Role>("viewer");
  private readonly troubleSignal = signal<string | null>(null);

  /** Null until it came from the server. */
  readonly document: ReadonlySignal<Dashboard | null>;
  /** Whether it has come from the server, or that it is gone. */
  readonly arrived: ReadonlySignal<boolean>;
  readonly inputs: DashboardInputs;
  /** Whether the server lacks something that was done here. */
  readonly unsaved: ReadonlySignal<boolean>;
  readonly saved: ReadonlySignal<SavedState>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;

  constructor(
    readonly id: string,
    private readonly link: Link,
    private readonly notify: (text: string) => void,
  ) {
    this.edits = new PendingEdits(
      ({ id: editId, edit, basedOn }) => this.pushEdit(editId, basedOn, edit),
      notify,
      valuesSetBy,
    );
    this.inputs = new DashboardInputs(id, link);
    this.document = computed(() => {
      const own = [...this.storedEdits.value, ...this.edits.list.value];
      const document = this.confirmed.value;
      return document && own.reduce((changed, { edit }) => applyDashboardEdit(changed, edit), document);
    });
    this.arrived = computed(() => this.confirmed.value !== null || this.goneSignal.value);
    this.unsaved = computed(() => this.edits.list.value.length > 0);
    this.saved = computed(() => (!this.onlineSignal.value ? "offline" : this.unsaved.value ? "saving" : "saved"));
    this.canUndo = computed(() => this.history.value.undo.length > 0);
    this.canRedo = computed(() => this.history.value.redo.length > 0);
  }

  /** Whether it is open on the server, with what there is to show as it is now. */
  get online(): ReadonlySignal<boolean> {
    return this.onlineSignal;
  }

  /** What there is to show of each cell that tiles name, by {@link sourceKey}. */
  get sources(): ReadonlySignal<ReadonlyMap<string, TileSource>> {
    return this.sourcesSignal;
  }

  /** Who else has it open. */
  get people(): ReadonlySignal<People> {
    return this.peopleSignal;
  }

  /** What this person may do with it. */
  get role(): ReadonlySignal<Role> {
    return this.roleSignal;
  }

  roleChanged(role: Role): void {
    this.roleSignal.value = role;
  }

  /** Whether it is in the trash, or never was. */
  get gone(): ReadonlySignal<boolean> {
    return this.goneSignal;
  }

  /** Why the server would not open it, though it is there; null where nothing is wrong. */
  get trouble(): ReadonlySignal<string | null> {
    return this.troubleSignal;
  }

  /** Opens it on the server: at first, and after the connection was lost. */
  connected(): void {
    this.link.request({ type: "openDashboard", dashboard: this.id }).then(
      (answer) => {
        if (answer.type !== "refused") {
          this.troubleSignal.value = null;
        } else if (answer.code === "DASHBOARD_GONE" || answer.code === "NOT_FOUND") {
          this.goneSignal.value = true;
        } else {
          this.troubleSignal.value = answer.message;
        }
      },
      () => undefined,
    );
  }

  disconnected(): void {
    this.onlineSignal.value = false;
    this.peopleSignal.value = NOBODY;
  }

  opened(document: Dashboard, sources: readonly TileSource[], inputs: readonly DashboardInput[], role: Role): void {
    batch(() => {
      this.roleSignal.value = role;
      this.sourcesSignal.value = new Map(sources.map((source) => [sourceKey(source), source]));
      // What came before the opening may be of a document that was restored to an earlier state since.
      this.storedEdits.value = [];
      this.confirmed.value = document;
      this.onlineSignal.value = true;
      this.goneSignal.value = false;
      this.inputs.received(inputs);
      this.inputs.reopened();
    });
    void this.edits.send();
  }

  receive(message: DashboardMessage): void {
    switch (message.type) {
      case "people":
        this.peopleSignal.value = { shown: message.people, more: message.more };
        break;
      case "dashboardEdited":
        batch(() => {
          this.edits.stored(message.editId, message.document.revision);
          this.confirm(message.document);
        });
        break;
      case "dashboardInputs":
        this.inputs.received(message.inputs);
        break;
      case "tileSource":
        this.sourcesSignal.value = new Map(this.sourcesSignal.peek()).set(sourceKey(message.source), message.source);
        break;
      case "dashboardGone":
        this.goneSignal.value = true;
        break;
    }
  }

  private confirm(document: Dashboard): void {
    const before = this.confirmed.peek();
    if (before && document.revision > before.revision) {
      this.confirmed.value = document;
      this.storedEdits.value = this.storedEdits.peek().filter(({ revision }) => revision > document.revision);
    }
  }

  /** Applies an edit here at once and on the server soon; it can be undone. One that changes nothing is not made. */
  edit(edit: DashboardEdit): void {
    const document = this.document.peek();
    if (document && applyDashboardEdit(document, edit) !== document) {
      batch(() => {
        this.history.value = afterEdit(this.history.peek(), document, edit);
        this.make(edit);
      });
    }
  }

  undo(): void {
    this.step("undo");
  }

  redo(): void {
    this.step("redo");
  }

  private step(direction: "undo" | "redo"): void {
    const document = this.document.peek();
    if (document) {
      const { history, edit } = step(this.history.peek(), document, direction);
      batch(() => {
        this.history.value = history;
        if (edit) {
          this.make(edit);
        }
      });
    }
  }

  private make(edit: DashboardEdit): void {
    this.edits.add({ id: newId(), edit, basedOn: this.revisionSeen(edit) });
    void this.edits.send();
  }

  /** Up to which revision nobody else set what an edit sets: own ones count, also where their document has not come. */
  private revisionSeen(edit: DashboardEdit): number {
    const values = valuesSetBy(edit);
    const own = this.storedEdits
      .peek()
      .filter((each) => valuesSetBy(each.edit).some((value) => values.includes(value)));
    return Math.max(this.confirmed.peek()?.revision ?? 0, ...own.map(({ revision }) => revision));
  }

  private pushEdit(editId: string, basedOn: number, edit: DashboardEdit): Promise<EditOutcome> {
    return this.link.request({ type: "editDashboard", dashboard: this.id, editId, basedOn, edit }).then(
      (answer): EditOutcome => {
        if (answer.type === "refused") {
          return { name: "refused", message: answer.message };
        }
        const revision = (answer.type === "accepted" ? answer.revision : null) ?? 0;
        // The answer may overtake the document: what it stored stays on the screen until that comes.
        if (revision > (this.confirmed.peek()?.revision ?? 0)) {
          this.storedEdits.value = [...this.storedEdits.peek(), { edit, revision }];
        }
        return { name: "stored", revision };
      },
      (): EditOutcome => ({ name: "unknown" }),
    );
  }

  /** Runs what a tile shows, or what all show that does not run yet. */
  run(tile: string | null): void {
    void this.command({ type: "runDashboard", dashboard: this.id, tile });
  }

  stop(tile: string | null): void {
    void this.command({ type: "stopDashboard", dashboard: this.id, tile });
  }

  /** Says something to the person once. */
  tell(message: string): void {
    this.notify(message);
  }

  /** Waits for what was done here to be on the server; false where it is not after a while. */
  flush(): Promise<boolean> {
    return settled(this.unsaved, (unsaved) => !unsaved, FLUSH_MILLIS);
  }

  /** Resolves once nothing that was done here would be lost without this tab, however long that takes. */
  async released(): Promise<void> {
    const held = computed(() => this.unsaved.value && !this.goneSignal.value);
    await settled(held, (value) => !value, null);
  }

  /** Waits for what was done before: a new tile has to be on the server before it can be run. */
  private async command(message: Parameters<Connection["request"]>[0]): Promise<void> {
    if (!this.onlineSignal.peek()) {
      this.notify("Not connected to the server. Try again once it is back.");
      return;
    }
    await this.flush();
    this.link.request(message).then(
      (answer) => {
        if (answer.type === "refused") {
          this.notify(answer.message);
        }
      },
      () => this.notify("Not connected to the server. Try again once it is back."),
    );
  }
}
