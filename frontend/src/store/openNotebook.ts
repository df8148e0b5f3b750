import { batch, computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Connection } from "../connection/connection";
import type { ServerMessage } from "../wire/messages";
import {
  type Catalog,
  isTextCell,
  type NotebookDocument,
  type NotebookEdit,
  type People,
  type Problem,
  type Role,
  type Run,
  type TextCell,
} from "../wire/types";
import { CellText, type PushOutcome } from "./cellText";
import { applyEdit, applyTextUpdates, valuesReplacedBy, withTexts } from "./document";
import { newId } from "./newId";
import { NotebookInputs, type OfferedValues, offered } from "./notebookInputs";
import { type EditOutcome, PendingEdits } from "./pendingEdits";
import { NOBODY, OwnPlace } from "./people";
import { settled } from "./settled";

type NotebookMessage = Extract<
  ServerMessage,
  { type: "edited" | "textUpdated" | "textReset" | "notebookGone" | "run" | "catalog" | "people" }
>;

/** The way to the server. */
export type Link = Pick<Connection, "request" | "send">;

/** A run that waits until what was typed before it is saved. */
interface WaitingRun {
  /** Null for all cells. */
  readonly cell: string | null;
  takenBack: boolean;
  /** Resolves once it went out, or will not any more. */
  over: Promise<void>;
}

export type SavedState = "saved" | "saving" | "offline";

/** How often what is typed is shown outside of its editor, as in the outline. */
const DRAFT_MILLIS = 120;
const FLUSH_MILLIS = 5_000;

/** One notebook on the server, as this tab has it: the confirmed document with this tab's own unconfirmed edits on top. */
export class OpenNotebook {
  private readonly confirmed = signal<NotebookDocument | null>(null);
  private readonly edits: PendingEdits<NotebookEdit>;
  /** Texts of which the server does not have everything yet. */
  private readonly drafts = signal<ReadonlyMap<string, string>>(new Map());
  private readonly onlineSignal = signal(false);
  /** Whether the server was asked to open it and has not answered. */
  private readonly openingSignal = signal(false);
  private readonly runsSignal = signal<ReadonlyMap<string, Run>>(new Map());
  private readonly catalogSignal = signal<Catalog | null>(null);
  private readonly goneSignal = signal(false);
  private readonly roleSignal = signal<Role>("viewer");
  private readonly troubleSignal = signal<string | null>(null);
  private readonly peopleSignal = signal<People>(NOBODY);
  private readonly texts = new Map<string, CellText>();
  /** Where this tab's person is, for others. */
  readonly place: OwnPlace;
  private readonly staleDrafts = new Set<string>();
  private readonly waitingRuns = new Set<WaitingRun>();
  private draftTimer: ReturnType<typeof setTimeout> | undefined;

  /** Null until it came from the server. */
  readonly document: ReadonlySignal<NotebookDocument | null>;
  readonly inputs: NotebookInputs;
  /** Whether the server lacks something that was done here. */
  readonly unsaved: ReadonlySignal<boolean>;
  readonly saved: ReadonlySignal<SavedState>;

  constructor(
    readonly id: string,
    private readonly link: Link,
    private readonly notify: (text: string) => void,
  ) {
    this.edits = new PendingEdits(
      ({ id: editId, edit, basedOn }) => this.pushEdit(editId, basedOn, edit),
      (reason, edit) => {
        if (!this.inputs.refused(edit, reason)) {
          notify(reason);
        }
      },
      valuesReplacedBy,
      (edit) => this.inserted(edit),
    );
    const edited = computed(() => {
      const document = this.confirmed.value;
      return document && this.edits.list.value.reduce((changed, { edit }) => applyEdit(changed, edit), document);
    });
    this.place = new OwnPlace((place) => {
      const online = this.onlineSignal.peek();
      if (online) {
        this.link.send({ type: "whereabouts", notebook: this.id, ...place });
      }
      return online;
    });
    this.document = computed(() => edited.value && withTexts(edited.value, this.drafts.value));
    this.inputs = new NotebookInputs(this.document);
    this.unsaved = computed(() => {
      const drafts = this.drafts.value;
      return this.edits.list.value.length > 0 || (edited.value?.cells.some((cell) => drafts.has(cell.id)) ?? false);
    });
    this.saved = computed(() => (!this.onlineSignal.value ? "offline" : this.unsaved.value ? "saving" : "saved"));
  }

  /** Newest run by cell. */
  get runs(): ReadonlySignal<ReadonlyMap<string, Run>> {
    return this.runsSignal;
  }

  get catalog(): ReadonlySignal<Catalog | null> {
    return this.catalogSignal;
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

  /** Opens it on the server: at first, after the connection was lost, and to have the whole of it again. */
  connected(): void {
    this.openingSignal.value = true;
    this.link.request({ type: "openNotebook", notebook: this.id }).then(
      (answer) => {
        this.openingSignal.value = false;
        if (answer.type !== "refused") {
          this.troubleSignal.value = null;
        } else if (answer.code === "NOTEBOOK_GONE" || answer.code === "NOT_FOUND") {
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
    this.openingSignal.value = false;
    this.peopleSignal.value = NOBODY;
  }

  opened(document: NotebookDocument, runs: readonly Run[], catalog: Catalog | null, role: Role): void {
    this.roleSignal.value = role;
    this.confirmed.value = document;
    this.runsSignal.value = new Map(runs.map((run) => [run.cell, run]));
    this.catalogSignal.value = catalog ?? this.catalogSignal.peek();
    this.onlineSignal.value = true;
    this.goneSignal.value = false;
    this.place.forgotten();
    void this.edits.send();
    for (const cell of document.cells) {
      if (isTextCell(cell)) {
        this.knownText(cell.id)?.opened(cell.textVersion, cell.text);
      }
    }
  }

  /** A cell is there (again), with a text whose versions begin anew. */
  private inserted(edit: NotebookEdit): void {
    if (edit.kind === "insertCell") {
      const cell = this.confirmed.peek()?.cells.find((candidate) => candidate.id === edit.cell.id);
      if (cell && isTextCell(cell)) {
        this.knownText(cell.id)?.opened(cell.textVersion, cell.text);
      }
    }
  }

  /** The text here of a cell on the server: not of one that is to be inserted yet, though one of the same id may be there. */
  private knownText(cell: string): CellText | undefined {
    return this.isInserting(cell) ? undefined : this.texts.get(cell);
  }

  private isInserting(cell: string): boolean {
    return this.edits.list.peek().some(({ edit }) => edit.kind === "insertCell" && edit.cell.id === cell);
  }

  receive(message: NotebookMessage): void {
    const document = this.confirmed.peek();
    switch (message.type) {
      case "edited":
        if (document && message.revision > document.revision) {
          // At once: in between a cell would be neither to be inserted nor there, and its words seem saved.
          batch(() => {
            this.edits.stored(message.editId, message.revision);
            this.confirmed.value = { ...applyEdit(document, message.edit), revision: message.revision };
          });
          this.inserted(message.edit);
          this.inputs.edited(message.edit);
        }
        break;
      case "textUpdated":
        if (document) {
          const revision = Math.max(document.revision, message.revision);
          const changed = applyTextUpdates(document, message.cell, message.version, message.updates);
          this.confirmed.value = { ...changed, revision };
        }
        this.knownText(message.cell)?.received(message.version, message.updates);
        break;
      case "textReset":
        this.knownText(message.cell)?.reset(message.version, message.text);
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
      case "people":
        this.peopleSignal.value = { shown: message.people, more: message.more };
        break;
    }
  }

  /** Applies an edit here at once and on the server soon. */
  edit(edit: NotebookEdit): void {
    const document = this.confirmed.peek();
    if (!document) {
      return;
    }
    if (edit.kind === "deleteCell") {
      this.forgetText(edit.cell);
    }
    this.inputs.edited(edit);
    this.edits.add({ id: newId(), edit, basedOn: document.revision });
    void this.edits.send();
  }

  private pushEdit(editId: string, basedOn: number, edit: NotebookEdit): Promise<EditOutcome> {
    return this.link.request({ type: "edit", notebook: this.id, editId, basedOn, edit }).then(
      (answer): EditOutcome =>
        answer.type === "refused"
          ? { name: "refused", message: answer.message }
          : { name: "stored", revision: (answer.type === "accepted" ? answer.revision : null) ?? 0 },
      (): EditOutcome => ({ name: "unknown" }),
    );
  }

  /** The text of a cell of the document, as it is edited here: stays as long as the notebook is open. */
  textOf(cell: TextCell): CellText {
    let text = this.texts.get(cell.id);
    if (!text) {
      const known = this.isInserting(cell.id)
        ? undefined
        : this.confirmed.peek()?.cells.find((candidate) => candidate.id === cell.id);
      const from = known && isTextCell(known) ? known : cell;
      const made = new CellText(newId(), from.textVersion, from.text, {
        isReady: () => this.onlineSignal.peek() && this.isConfirmed(cell.id),
        push: (version, updates) => this.pushText(cell.id, version, updates),
        fetch: (version) => this.fetchText(cell.id, version),
        reopen: () => this.connected(),
        changed: () => this.textChanged(cell.id, made),
      });
      this.texts.set(cell.id, made);
      text = made;
    }
    return text;
  }

  private isConfirmed(cell: string): boolean {
    return !this.isInserting(cell) && (this.confirmed.peek()?.cells.some((other) => other.id === cell) ?? false);
  }

  /** An own deletion takes the words along: undone, it brings the cell back with all of them. */
  private forgetText(cell: string): void {
    this.texts.get(cell)?.drop();
    this.texts.delete(cell);
    this.staleDrafts.delete(cell);
    this.setDraft(cell, null);
  }

  private textChanged(cell: string, text: CellText): void {
    if (this.texts.get(cell) !== text) {
      return;
    }
    if (text.saved) {
      this.staleDrafts.delete(cell);
      this.setDraft(cell, null);
      this.place.moved();
    } else if (this.drafts.peek().has(cell)) {
      this.staleDrafts.add(cell);
      this.draftTimer ??= setTimeout(() => this.showDrafts(), DRAFT_MILLIS);
    } else {
      this.setDraft(cell, text.text.toString());
    }
  }

  /** Brings `document` up to the last letter: else it follows what is typed a moment later. */
  showDrafts(): void {
    clearTimeout(this.draftTimer);
    this.draftTimer = undefined;
    for (const cell of this.staleDrafts) {
      this.setDraft(cell, this.texts.get(cell)?.text.toString() ?? null);
    }
    this.staleDrafts.clear();
  }

  private setDraft(cell: string, text: string | null): void {
    const before = this.drafts.peek();
    if ((before.get(cell) ?? null) !== text) {
      const after = new Map(before);
      if (text === null) {
        after.delete(cell);
      } else {
        after.set(cell, text);
      }
      this.drafts.value = after;
    }
  }

  private pushText(cell: string, version: number, updates: Parameters<CellText["received"]>[1]): Promise<PushOutcome> {
    return this.link.request({ type: "text", notebook: this.id, cell, version, updates }).then(
      (answer): PushOutcome => {
        if (answer.type !== "refused") {
          return "stored";
        }
        switch (answer.code) {
          case "STALE":
            return "stale";
          case "CELL_GONE":
          case "NOTEBOOK_GONE":
            return "unreachable";
          case "INVALID":
            return "misfit";
          case "TOO_LARGE":
            this.notify(answer.message);
            return "too large";
          default:
            return "unknown";
        }
      },
      (): PushOutcome => "unreachable",
    );
  }

  private fetchText(cell: string, version: number): void {
    this.link.request({ type: "fetchText", notebook: this.id, cell, version }).catch(() => undefined);
  }

  /** Says something to the person once. */
  tell(message: string): void {
    this.notify(message);
  }

  async check(text: string): Promise<readonly Problem[]> {
    const answer = await this.link.request({ type: "check", notebook: this.id, text });
    return answer.type === "problems" ? answer.problems : [];
  }

  /** What an input offers to choose from now. Rejects with the server's reason where that can't be had. */
  async inputOptions(cell: string): Promise<OfferedValues> {
    await this.flush();
    return offered(await this.link.request({ type: "fetchInputOptions", notebook: this.id, cell }));
  }

  runCell(cell: string): void {
    this.waitToRun(cell, { type: "runCell", notebook: this.id, cell });
  }

  /** Of the cell alone a run that has not gone out yet never does; after one of all cells this goes out. */
  stopCell(cell: string): void {
    this.takeBack((run) => run.cell === cell);
    const before = [...this.waitingRuns].filter((run) => run.cell === null).map((run) => run.over);
    const stop = () => this.command({ type: "stopCell", notebook: this.id, cell });
    if (before.length === 0) {
      stop();
    } else {
      void Promise.all(before).then(stop);
    }
  }

  runAll(): void {
    this.waitToRun(null, { type: "runAll", notebook: this.id });
  }

  /** What was to run and has not gone out yet never does. */
  stopAll(): void {
    this.takeBack(() => true);
    this.command({ type: "stopAll", notebook: this.id });
  }

  private takeBack(which: (run: WaitingRun) => boolean): void {
    for (const run of this.waitingRuns) {
      if (which(run)) {
        run.takenBack = true;
      }
    }
  }

  private waitToRun(cell: string | null, message: Parameters<Connection["request"]>[0]): void {
    const run: WaitingRun = { cell, takenBack: false, over: Promise.resolve() };
    this.waitingRuns.add(run);
    run.over = this.afterSaving(run, message).finally(() => this.waitingRuns.delete(run));
  }

  /** Sends everything that was done here; false where the server does not have it after a while. */
  flush(): Promise<boolean> {
    this.pushTexts();
    return settled(this.unsaved, (unsaved) => !unsaved, FLUSH_MILLIS);
  }

  /** Resolves once nothing that was done here would be lost without this tab, however long that takes. */
  async released(): Promise<void> {
    this.pushTexts();
    const held = computed(() => this.unsaved.value && !this.goneSignal.value);
    await settled(held, (value) => !value, null);
  }

  /** Sends what was typed without waiting for more. */
  pushTexts(): void {
    for (const text of this.texts.values()) {
      text.pushNow();
    }
  }

  /** What was typed before a run is what runs. */
  private async afterSaving(run: WaitingRun, message: Parameters<Connection["request"]>[0]): Promise<void> {
    // The connection may be back a moment before the notebook is.
    await settled(this.openingSignal, (opening) => !opening, FLUSH_MILLIS);
    if (run.takenBack) {
      return;
    }
    if (!this.onlineSignal.peek()) {
      this.notify("Not connected to the server. Try again once it is back.");
      return;
    }
    const saved = await this.flush();
    if (run.takenBack) {
      return;
    }
    if (saved) {
      this.command(message);
    } else {
      this.notify("The newest text is not saved, so nothing was run. Try again once it is.");
    }
  }

  private command(message: Parameters<Connection["request"]>[0]): void {
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
