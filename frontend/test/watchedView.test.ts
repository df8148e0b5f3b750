import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Attention } from "../src/store/attention";
import { Screen } from "../src/store/screen";
import type { View } from "../src/store/view";
import { WatchedView } from "../src/store/watchedView";
import type { ClientMessage } from "../src/wire/messages";
import { addingDelta, histories, snapshotOf, type Table } from "./histories";

/** A tab without a browser: its animation frames come when a test says so. */
class FakeTab {
  readonly sent: ClientMessage[] = [];
  readonly drawn: (View | null)[] = [];
  serverMillis: number | null = 2_000;
  private frames: (() => void)[] = [];
  readonly screen = new Screen((callback) => this.frames.push(callback));
  readonly view = new WatchedView("v", this.screen, {
    send: (message) => this.sent.push(message),
    serverNow: () => this.serverMillis,
    isLookedAt: () => true,
  });

  constructor() {
    this.view.view.subscribe((view) => {
      this.drawn.push(view);
    });
    this.drawn.length = 0;
  }

  frame(): void {
    const due = this.frames;
    this.frames = [];
    for (const callback of due) {
      callback();
    }
  }

  get isIdle(): boolean {
    return this.frames.length === 0;
  }
}

const table = (...values: number[]) => new Map(values.map((each, i) => [i + 1, [each, each]] as const));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a watched view", () => {
  it("asks again for all of it when the server names what it did not know", () => {
    const tab = new FakeTab();
    tab.view.allow(true);
    tab.view.receive(snapshotOf(table(1), 1));
    tab.view.look();
    tab.view.disconnected();
    tab.view.allow(true);
    tab.view.gone();
    expect(tab.view.known.peek()).toBe(false);
    tab.sent.length = 0;
    tab.view.allow(true);
    expect(tab.sent).toEqual([]);
    tab.view.named();
    expect(tab.sent).toEqual([{ type: "watch", view: "v", seen: null }]);
    expect(tab.view.known.peek()).toBe(false);
    tab.view.receive(snapshotOf(table(1), 1));
    expect(tab.view.known.peek()).toBe(true);
    tab.view.named();
    expect(tab.sent).toHaveLength(1);
  });

  it("is drawn once an animation frame, and each time as if its frames had been drawn one by one", () => {
    fc.assert(
      fc.property(histories, fc.infiniteStream(fc.boolean()), (history, paints) => {
        const tab = new FakeTab();
        tab.view.allow(true);
        for (const { snapshot, delta, table: rows } of history) {
          tab.view.receive(delta ?? snapshot);
          if (paints.next().value) {
            tab.drawn.length = 0;
            tab.frame();
            expect(tab.drawn.length).toBe(1);
            expect(tab.drawn[0]?.rows.map((row) => [row.id, row.values])).toEqual([...rows]);
          }
        }
        tab.frame();
        tab.frame();
        expect(tab.view.view.peek()?.version).toBe(history.at(-1)?.version);
        expect(tab.isIdle).toBe(true);
      }),
    );
  });

  it("measures from the tap to the painting that follows, but not what it missed", () => {
    const tab = new FakeTab();
    tab.view.allow(true);
    const row = (id: number): Table => new Map([[id, ["a", 1]]]);
    const [one, two, three] = [row(1), row(2), row(3)] as const;
    tab.view.receive(snapshotOf(one, 1));
    tab.frame();
    tab.frame();
    tab.view.count();
    expect(tab.view.figures.peek().lag).toBeNull();
    tab.view.receive(addingDelta(one, two, 2));
    tab.view.receive(addingDelta(new Map([...one, ...two]), three, 3));
    tab.frame();
    tab.serverMillis = 1_360 + 30;
    tab.frame();
    tab.view.count();
    // 40 ms in the tap, 20 to the server; the older of the two waited 130 ms for the painting, the newer 30.
    expect(tab.view.figures.peek().lag).toMatchObject({ p50: 90, max: 190, newest: 90, samples: 2 });
    expect(tab.view.figures.peek().newest).toEqual({ total: 90, tap: 40, server: 20, screen: 30 });
  });

  it("is watched while it is looked at, and goes on from the version that it has", () => {
    const tab = new FakeTab();
    tab.view.allow(true);
    expect(tab.sent).toEqual([{ type: "watch", view: "v", seen: null }]);
    const leave = tab.view.look();
    tab.view.receive(snapshotOf(table(7), 4));
    leave();
    const leaveAgain = tab.view.look();
    vi.advanceTimersByTime(5_000);
    expect(tab.sent.length).toBe(1);
    leaveAgain();
    vi.advanceTimersByTime(5_000);
    expect(tab.sent.slice(1)).toEqual([{ type: "unwatch", view: "v" }]);
    // What was on its way still is not part of it: the server was told that this tab has version 4.
    tab.view.receive(snapshotOf(table(8), 5));
    tab.view.look();
    expect(tab.sent.slice(2)).toEqual([{ type: "watch", view: "v", seen: 4 }]);
    tab.view.allow(false);
    tab.view.allow(true);
    expect(tab.sent.slice(3).map(({ type }) => type)).toEqual(["unwatch", "watch"]);
    tab.view.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("says when it differed from the server's, and asks again at once, then ever more seldom", () => {
    const tab = new FakeTab();
    tab.view.allow(true);
    const wrong = { ...snapshotOf(table(7), 4), checksum: 1 };
    tab.view.receive(wrong);
    expect(tab.view.trust.peek()).toEqual({ mismatches: 1, fetching: true });
    expect(tab.sent.length).toBe(2);
    for (let i = 0; i < 20; i++) {
      tab.view.receive(wrong);
      const before = tab.sent.length;
      vi.advanceTimersByTime(200);
      expect(tab.sent.length).toBe(before);
      vi.advanceTimersByTime(10_000);
      expect(tab.sent.length).toBe(before + 1);
    }
    tab.view.receive(snapshotOf(table(7), 4));
    expect(tab.view.trust.peek()).toEqual({ mismatches: 21, fetching: false });
    tab.frame();
    expect(tab.view.view.peek()?.version).toBe(4);
  });
});

describe("a tab", () => {
  it("is away after ten seconds out of sight, and back at once", () => {
    let changed = () => {};
    const page = {
      visibilityState: "visible" as DocumentVisibilityState,
      addEventListener: (_: string, listener: () => void) => {
        changed = listener;
      },
    };
    const told: boolean[] = [];
    new Attention(page as never, (awake) => told.push(awake));
    const turn = (state: DocumentVisibilityState, millis: number) => {
      page.visibilityState = state;
      changed();
      vi.advanceTimersByTime(millis);
    };
    turn("hidden", 9_000);
    turn("visible", 60_000);
    expect(told).toEqual([]);
    turn("hidden", 10_001);
    expect(told).toEqual([false]);
    turn("visible", 0);
    expect(told).toEqual([false, true]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
