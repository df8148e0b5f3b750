import { ChangeSet, type Text } from "@codemirror/state";
import type { Caret, TextUpdate } from "../wire/types";
import { PassedUpdates } from "./passedUpdates";
import {
  batched,
  batchOf,
  isSaved,
  type Received,
  received,
  reset,
  type SharedText,
  sendableOf,
  sharedText,
  shownText,
  toText,
  typed,
  unbatched,
  versionOf,
} from "./sharedText";

const PUSH_DELAY_MILLIS = 120;
const RETRY_MILLIS = 1_000;

/**
 * What came of a push: stored; somebody was quicker; the server's text is another one; too much for it, of which the person
 * was told; no such cell or no connection; or not known, and to be tried again.
 */
export type PushOutcome = "stored" | "stale" | "misfit" | "too large" | "unreachable" | "unknown";

/** What the text of a cell needs of the notebook that it belongs to. */
export interface TextServer {
  /** Whether the server can be reached and has the cell. */
  isReady(): boolean;
  push(version: number, updates: readonly TextUpdate[]): Promise<PushOutcome>;
  /** Asks for what followed this version: comes as `received` or `reset`. */
  fetch(version: number): void;
  /** Asks for the whole text: comes as `opened`. */
  reopen(): void;
  /** The text, or whether all of it is saved, is another now. */
  changed(): void;
}

/** An editor that shows the text: gets every change that was not made in it. */
export type TextEditor = (changes: ChangeSet) => void;

/**
 * Keeps the text of one cell the same here and on the server, whether or not an editor shows it: what was typed stays here
 * until the server has stored it.
 */
export class CellText {
  private state: SharedText;
  private editor: TextEditor | null = null;
  private readonly passed = new PassedUpdates();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pushing = false;
  private dropped = false;
  /** The server would not have it as it is: sent again once it is changed. */
  private held = false;
  /** Changes came that do not fit the text: only the whole one helps. */
  private astray = false;
  /** What the server's text is known to be at a version that is not reached yet. */
  private expected: { readonly version: number; readonly text: Text } | null = null;

  /** @param client names this copy among all that edit the text; no two may share it */
  constructor(
    client: string,
    version: number,
    text: string,
    private readonly server: TextServer,
  ) {
    this.state = sharedText(client, version, toText(text));
  }

  get text(): Text {
    return shownText(this.state);
  }

  get saved(): boolean {
    return isSaved(this.state);
  }

  /** Where a selection in `text` is for others; null while there are changes that only this page has. */
  caretAt(anchor: number, head: number): Caret | null {
    return this.saved ? { version: versionOf(this.state), anchor, head } : null;
  }

  /** Where another's caret is in `text` now; null where that is not known (yet, or any more). */
  placeOf(caret: Caret): { readonly anchor: number; readonly head: number } | null {
    const since = this.passed.between(caret.version, versionOf(this.state));
    if (!since) {
      return null;
    }
    const own = [sendableOf(this.state), this.state.unsent].filter((changes) => changes !== null);
    const place = (at: number) =>
      [...since, ...own].reduce((pos, changes) => changes.mapPos(Math.min(pos, changes.length), 1), at);
    return { anchor: place(caret.anchor), head: place(caret.head) };
  }

  /** Tells an editor, which begins with `text`, in place of the one before, until the returned function is called. */
  attach(editor: TextEditor): () => void {
    this.editor = editor;
    return () => {
      if (this.editor === editor) {
        this.editor = null;
        this.pushNow();
      }
    };
  }

  /** The person at the editor changed the text. */
  typed(changes: ChangeSet): void {
    this.state = typed(this.state, changes);
    this.held = false;
    this.server.changed();
    this.schedule(PUSH_DELAY_MILLIS);
  }

  /** The server stored changes; `from` is the version before them. */
  received(from: number, updates: readonly TextUpdate[]): void {
    const known = versionOf(this.state);
    if (this.astray) {
      return;
    }
    if (from > known) {
      this.server.fetch(known);
      return;
    }
    const before = this.state;
    try {
      for (const update of updates.slice(known - from)) {
        const version = versionOf(this.state);
        this.show(received(this.state, update));
        this.passed.add(version, ChangeSet.fromJSON(update.changes));
        this.compareWithExpected();
      }
    } catch (error) {
      if (!(error instanceof RangeError)) {
        throw error;
      }
      // These changes are of another text than this: the whole one is asked for.
      this.astray = true;
      this.server.reopen();
      return;
    }
    if (this.state !== before) {
      this.schedule(0);
    }
  }

  private compareWithExpected(): void {
    const { expected } = this;
    if (expected && versionOf(this.state) >= expected.version) {
      this.expected = null;
      if (versionOf(this.state) === expected.version && !this.state.agreed.eq(expected.text)) {
        this.passed.clear();
        this.show(reset(this.state, expected.version, expected.text));
      }
    }
  }

  /** The whole text as the server has it, without what led to it. */
  reset(version: number, text: string): void {
    this.expected = null;
    this.astray = false;
    this.passed.clear();
    this.show(reset(this.state, version, toText(text)));
    this.schedule(0);
  }

  /** The notebook was opened (again), and this is the text in it. */
  opened(version: number, text: string): void {
    const target = toText(text);
    const known = versionOf(this.state);
    if (this.astray) {
      this.reset(version, text);
    } else if (version === known && this.state.agreed.eq(target)) {
      this.schedule(0);
    } else if (version > known) {
      // The single changes keep the own ones in their place better than the whole text does.
      this.expected = { version, text: target };
      this.server.fetch(known);
    } else {
      // The cell was deleted and brought back: its versions began again.
      this.reset(version, text);
    }
  }

  private show({ next, shown }: Received): void {
    this.state = next;
    if (shown) {
      this.held = false;
      this.editor?.(shown);
    }
    this.server.changed();
  }

  /** Sends what was typed without waiting for more. */
  pushNow(): void {
    clearTimeout(this.timer);
    void this.push();
  }

  /** The cell is gone, and its words with it. */
  drop(): void {
    this.dropped = true;
    clearTimeout(this.timer);
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    if (!this.saved && !this.dropped && !this.held) {
      this.timer = setTimeout(() => void this.push(), delay);
    }
  }

  private async push(): Promise<void> {
    if (this.pushing || this.dropped || this.held || !this.server.isReady()) {
      return;
    }
    this.state = batched(this.state);
    const batch = batchOf(this.state);
    if (!batch) {
      return;
    }
    const version = versionOf(this.state);
    this.pushing = true;
    const outcome = await this.server.push(version, [batch]);
    this.pushing = false;
    this.pushed(outcome, version);
  }

  private pushed(outcome: PushOutcome, version: number): void {
    switch (outcome) {
      case "stored":
        // It came as an update before this answer, unless one before it is missing, which is asked for already.
        this.schedule(batchOf(this.state) ? RETRY_MILLIS : 0);
        break;
      case "stale":
        if (versionOf(this.state) === version) {
          // What was quicker should be here by now: the server's versions are others than ours.
          this.server.fetch(version);
          this.schedule(RETRY_MILLIS);
        } else {
          this.schedule(0);
        }
        break;
      case "misfit":
        this.astray = true;
        this.server.reopen();
        break;
      case "too large":
        this.state = unbatched(this.state);
        this.held = true;
        break;
      case "unknown":
        this.schedule(RETRY_MILLIS);
        break;
      case "unreachable":
        // Sent once the notebook, with the cell in it, is open again.
        break;
    }
  }
}
