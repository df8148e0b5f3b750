import { type ReadonlySignal, signal } from "@preact/signals-core";
import { browserNow } from "../connection/clock";
import { retryDelay } from "../connection/state";
import type { ClientMessage } from "../wire/messages";
import type { ViewFrame } from "../wire/types";
import { instantOf, newestChanged } from "./eventTime";
import { type HeldView, NOTHING_HELD, receiveFrame } from "./heldView";
import { type FrameTimes, type Lag, type LagSample, type LagSummary, lagOf, summaryOf, withSample } from "./lag";
import { type Count, type Rates, ratesOf, withCount } from "./rates";
import type { Screen, Showable } from "./screen";
import type { View } from "./view";

/** What a view costs and how old it is on the screen; written once a second. */
export interface Figures {
  readonly rates: Rates | null;
  /** From the tap to the screen. */
  readonly lag: LagSummary | null;
  /** The parts of the newest lag. */
  readonly newest: Lag | null;
  /** From the chosen column's newest value to the screen. */
  readonly eventLag: LagSummary | null;
}

/** Whether the rows on the screen have been the server's. */
export interface Trust {
  /** How often they were found to differ. */
  readonly mismatches: number;
  /** They are being fetched again. */
  readonly fetching: boolean;
}

export interface ViewSignals {
  readonly view: ReadonlySignal<View | null>;
  /** False once the server said that it does not know the view. */
  readonly known: ReadonlySignal<boolean>;
  readonly figures: ReadonlySignal<Figures>;
  readonly trust: ReadonlySignal<Trust>;
}

const NO_FIGURES: Figures = { rates: null, lag: null, newest: null, eventLag: null };
const NO_DOUBT: Trust = { mismatches: 0, fetching: false };

/** What there is of a view that there is not yet. */
export const NO_SIGNALS: ViewSignals = {
  view: signal(null),
  known: signal(true),
  figures: signal(NO_FIGURES),
  trust: signal(NO_DOUBT),
};

/** What a view needs of the tab around it. */
export interface ViewSurroundings {
  send(message: ClientMessage): void;
  /** The server's clock, null where it is not known yet. */
  serverNow(): number | null;
  isLookedAt(): boolean;
}

/** More frames than this between two paintings are not timed each. */
const MOST_TIMED = 64;
/** Scrolling past and back again does not stop a view. */
const UNWATCH_MILLIS = 2_000;

/** One view as this tab has it. Frames are applied as they come, and shown once an animation frame. */
export class WatchedView implements Showable, ViewSignals {
  private readonly viewSignal = signal<View | null>(null);
  private readonly knownSignal = signal(true);
  private readonly figuresSignal = signal(NO_FIGURES);
  private readonly trustSignal = signal(NO_DOUBT);

  /** How many components show it, near or far. */
  holders = 0;
  private lookers = 0;
  private allowed = false;
  private watching = false;
  /** The server said that it does not know it, and has not named it since. */
  private refused = false;
  private unwatching: ReturnType<typeof setTimeout> | undefined;
  private asking: ReturnType<typeof setTimeout> | undefined;

  private held: HeldView = NOTHING_HELD;
  /** The next frame makes up for what was missed: how old it is says nothing about the way. */
  private catchesUp = true;
  private unseen: FrameTimes[] = [];
  private published: { readonly times: readonly FrameTimes[]; readonly event: number | null } | null = null;
  private lags: readonly LagSample[] = [];
  private eventLags: readonly LagSample[] = [];
  private newest: Lag | null = null;
  private counts: readonly Count[] = [];
  private countedVersion = -1;
  private eventColumn: number | null = null;

  constructor(
    readonly id: string,
    private readonly screen: Screen,
    private readonly around: ViewSurroundings,
  ) {}

  get view(): ReadonlySignal<View | null> {
    return this.viewSignal;
  }

  get known(): ReadonlySignal<boolean> {
    return this.knownSignal;
  }

  get figures(): ReadonlySignal<Figures> {
    return this.figuresSignal;
  }

  get trust(): ReadonlySignal<Trust> {
    return this.trustSignal;
  }

  /** Somebody can see it, or soon will, until the returned function is called. */
  look(): () => void {
    this.lookers++;
    this.settle();
    return () => {
      this.lookers--;
      this.settle();
    };
  }

  /** Whether frames may come at all: there is a connection, and the tab is not away. */
  allow(allowed: boolean): void {
    this.allowed = allowed;
    this.settle();
  }

  private settle(): void {
    const wanted = this.lookers > 0 || this.held.view === null;
    if (this.allowed && wanted && !this.refused) {
      clearTimeout(this.unwatching);
      this.unwatching = undefined;
      if (!this.watching) {
        this.watch(this.held.awaitsSnapshot ? null : (this.held.view?.version ?? null));
      }
    } else if (!this.allowed) {
      this.unwatch();
    } else if (this.watching) {
      this.unwatching ??= setTimeout(() => this.unwatch(), UNWATCH_MILLIS);
    }
  }

  private watch(seen: number | null): void {
    clearTimeout(this.asking);
    this.watching = true;
    this.catchesUp = true;
    this.counts = [];
    this.around.send({ type: "watch", view: this.id, seen });
  }

  private unwatch(): void {
    clearTimeout(this.unwatching);
    this.unwatching = undefined;
    clearTimeout(this.asking);
    if (this.watching) {
      this.watching = false;
      this.around.send({ type: "unwatch", view: this.id });
    }
  }

  close(): void {
    this.unwatch();
    this.screen.forget(this);
  }

  disconnected(): void {
    this.watching = false;
    this.unwatch();
    this.allowed = false;
  }

  /** The server began anew: what it calls a version is another one. The rows stay on the screen until it sends others. */
  restarted(): void {
    this.held = { ...NOTHING_HELD, mismatches: this.held.mismatches };
  }

  gone(): void {
    this.watching = false;
    this.refused = true;
    this.knownSignal.value = false;
  }

  /**
   * The server names it in a run. A tab that has come back by a share link asks for what it watched before the document
   * is open there, and is refused: it asks again now, for all of it, since rows show that it is known again.
   */
  named(): void {
    if (this.refused) {
      this.refused = false;
      this.held = { ...this.held, awaitsSnapshot: true };
      this.settle();
    }
  }

  receive(frame: ViewFrame): void {
    if (!this.watching) {
      return;
    }
    const { held, outcome } = receiveFrame(this.held, frame);
    this.held = held;
    switch (outcome) {
      case "applied":
        clearTimeout(this.asking);
        this.knownSignal.value = true;
        this.time(frame);
        this.screen.show(this);
        this.settle();
        break;
      case "gap":
        this.watch(null);
        break;
      case "mismatch":
        // Asked for at once the first time; a view that differs again and again must not fill the line.
        if (held.mismatches === 1) {
          this.watch(null);
        } else {
          clearTimeout(this.asking);
          this.asking = setTimeout(() => this.watch(null), retryDelay(held.mismatches - 2, Math.random()));
        }
        break;
      case "ignored":
        break;
    }
    const trust = this.trustSignal.peek();
    const fetching = held.mismatches > 0 && held.awaitsSnapshot;
    if (trust.mismatches !== held.mismatches || trust.fetching !== fetching) {
      this.trustSignal.value = { mismatches: held.mismatches, fetching };
    }
  }

  private time(frame: ViewFrame): void {
    const { changedAt, emittedAt, at } = frame;
    const timed = frame.type === "delta" && !this.catchesUp && changedAt !== null && emittedAt !== null;
    this.catchesUp = false;
    if (timed && this.around.isLookedAt() && this.unseen.length < MOST_TIMED) {
      this.unseen.push({ changedAt, emittedAt, at });
    }
  }

  /** The tab was hidden or shown: what waits for a painting waits for a person. */
  lookedAway(): void {
    this.unseen = [];
    this.published = null;
  }

  publish(): void {
    const view = this.held.view;
    const before = this.viewSignal.peek();
    if (!view || view === before) {
      return;
    }
    const times = this.unseen;
    this.unseen = [];
    const event =
      times.length > 0 && this.eventColumn !== null
        ? instantOf(newestChanged(view, this.eventColumn, before?.version ?? 0), view.schema.timeZone, view.at)
        : null;
    this.published = { times, event };
    this.viewSignal.value = view;
  }

  painted(): void {
    const { times, event } = this.published ?? { times: [], event: null };
    this.published = null;
    const now = this.around.serverNow();
    if (now === null || times.length === 0) {
      return;
    }
    const paintedAt = browserNow();
    for (const each of times) {
      this.newest = lagOf(each, now);
      this.lags = withSample(this.lags, { paintedAt, millis: this.newest.total });
    }
    if (event !== null) {
      this.eventLags = withSample(this.eventLags, { paintedAt, millis: now - event });
    }
  }

  /** Chooses the column from whose newest value the lag is measured too, null for none. */
  measureFrom(column: number | null): void {
    if (this.eventColumn !== column) {
      this.eventColumn = column;
      this.eventLags = [];
      this.figuresSignal.value = { ...this.figuresSignal.peek(), eventLag: null };
    }
  }

  /** Brings the figures up to date; called once a second. */
  count(): void {
    const view = this.held.view;
    const now = this.around.serverNow();
    if (!view || now === null || !this.watching || view.schema.mode === "finite") {
      return;
    }
    // A frame's counters belong to the moment when it was sent; while none comes they hold for now too.
    const at = view.version === this.countedVersion ? now : view.at;
    this.countedVersion = view.version;
    this.counts = withCount(this.counts, { at, changes: view.totals.changes, sent: view.totals.receivedChanges });
    const browser = browserNow();
    this.figuresSignal.value = {
      rates: ratesOf(this.counts),
      lag: summaryOf(this.lags, browser),
      newest: this.newest,
      eventLag: summaryOf(this.eventLags, browser),
    };
  }
}
