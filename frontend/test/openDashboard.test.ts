import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { OpenDashboard } from "../src/store/openDashboard";
import type { DashboardEdit } from "../src/wire/dashboard";
import type { ServerMessage } from "../src/wire/messages";
import { SimulatedDashboards } from "./simulatedDashboards";
import { SimulatedLink } from "./simulatedServer";
import { dashboardOf, places, tileAt } from "./tiles";

const RECONNECT_MILLIS = 300;

/** A tab that shows the dashboard; its connection comes back by itself. */
class Tab {
  readonly dashboard: OpenDashboard;
  readonly notices: string[] = [];
  private readonly link: SimulatedLink;

  constructor(server: SimulatedDashboards, latency: () => number) {
    this.link = new SimulatedLink(server, latency, (message) => this.receive(message));
    this.dashboard = new OpenDashboard("d", this.link, (notice) => this.notices.push(notice));
    this.connect();
  }

  private receive(message: ServerMessage): void {
    if (message.type === "dashboard") {
      this.dashboard.opened(message.dashboard, message.sources, message.inputs, message.role);
    } else if (message.type === "dashboardEdited") {
      this.dashboard.receive(message);
    }
  }

  private connect(): void {
    if (!this.link.isUp) {
      this.link.up();
      this.dashboard.connected();
    }
  }

  lose(arrives: boolean): void {
    if (this.link.isUp) {
      this.link.down(arrives);
      this.dashboard.disconnected();
      setTimeout(() => this.connect(), RECONNECT_MILLIS);
    }
  }
}

type Step =
  | { readonly do: "edit"; readonly tab: 0 | 1; readonly edit: DashboardEdit }
  | { readonly do: "undo" | "redo"; readonly tab: 0 | 1 }
  | { readonly do: "lose"; readonly tab: 0 | 1; readonly arrives: boolean }
  | { readonly do: "wait"; readonly millis: number };

const tab = fc.constantFrom(0 as const, 1 as const);
const ids = fc.nat(5).map((i) => `t${i}`);
const words = fc.constantFrom("one", "two", "three");
const edits: fc.Arbitrary<DashboardEdit> = fc.oneof(
  fc.record({ kind: fc.constant("addTile" as const), tile: fc.tuple(ids, places).map(([id, at]) => tileAt(id, at)) }),
  fc.record({ kind: fc.constant("removeTile" as const), tile: ids }),
  fc.record({
    kind: fc.constant("arrangeTiles" as const),
    places: fc.array(
      fc.tuple(ids, places).map(([tile, place]) => ({ tile, ...place })),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  fc.record({
    kind: fc.constant("setTile" as const),
    tile: ids,
    title: words,
    description: words,
    content: words.map((text) => ({ kind: "text" as const, text, notebook: null, cell: null })),
  }),
  fc.record({ kind: fc.constant("setTitle" as const), title: words }),
  fc.record({ kind: fc.constant("setKeptRunning" as const), keptRunning: fc.boolean() }),
);
const edit = fc.record({ do: fc.constant("edit" as const), tab, edit: edits });
const back = fc.record({ do: fc.constantFrom("undo" as const, "redo" as const), tab });
const lose = fc.record({ do: fc.constant("lose" as const), tab, arrives: fc.boolean() });
const wait = fc.record({ do: fc.constant("wait" as const), millis: fc.nat(400) });
const steps = fc.array(fc.oneof(edit, edit, edit, back, lose, wait), { maxLength: 40 });
const latencies = fc.array(fc.nat(150), { minLength: 1, maxLength: 40 });

const START = dashboardOf([0, 1, 2].map((i) => tileAt(`t${i}`, { x: i * 3, y: 0, width: 3, height: 3 })));

/** Does the steps; those of the second tab only where `both`. */
async function live(list: readonly Step[], delays: readonly number[], answersFirst: boolean, both: boolean) {
  const server = new SimulatedDashboards(START, answersFirst);
  let next = 0;
  const latency = () => delays[next++ % delays.length] ?? 0;
  const tabs = [new Tab(server, latency), new Tab(server, latency)] as const;
  await vi.advanceTimersByTimeAsync(1_000);
  for (const each of list) {
    if (each.do === "wait") {
      await vi.advanceTimersByTimeAsync(each.millis);
    } else if (each.tab === 0 || both) {
      const { dashboard } = tabs[each.tab];
      switch (each.do) {
        case "edit":
          dashboard.edit(each.edit);
          break;
        case "undo":
        case "redo":
          dashboard[each.do]();
          break;
        case "lose":
          tabs[each.tab].lose(each.arrives);
          break;
      }
    }
  }
  return { server, tabs };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a dashboard in two tabs", () => {
  it("comes to what the server has, whoever edits what, and whatever connection is lost when", {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(steps, latencies, fc.boolean(), async (list, delays, answersFirst) => {
        const { server, tabs } = await live(list, delays, answersFirst, true);
        await vi.advanceTimersByTimeAsync(30_000);
        for (const { dashboard } of tabs) {
          expect(dashboard.saved.peek()).toBe("saved");
          expect(dashboard.document.peek()).toEqual(server.document);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("keeps everything that its only editor did, without a word of refusal", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(steps, latencies, fc.boolean(), async (list, delays, answersFirst) => {
        const { server, tabs } = await live(list, delays, answersFirst, false);
        const meant = tabs[0].dashboard.document.peek();
        await vi.advanceTimersByTimeAsync(30_000);
        expect(tabs[0].notices).toEqual([]);
        expect({ ...server.document, revision: 0 }).toEqual({ ...meant, revision: 0 });
        expect(tabs[1].dashboard.document.peek()).toEqual(server.document);
      }),
      { numRuns: 500 },
    );
  });

  it("never shows an older title after a newer one to who writes them", { timeout: 60_000 }, async () => {
    const pauses = fc.array(fc.tuple(fc.nat(200), fc.constantFrom("title", "lose", "lose late")), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(pauses, latencies, fc.boolean(), async (list, delays, answersFirst) => {
        const { tabs } = await live([], delays, answersFirst, false);
        const { dashboard } = tabs[0];
        const seen: number[] = [];
        dashboard.document.subscribe((document) => seen.push(Number(document?.title) || 0));
        let written = 0;
        for (const [pause, what] of list) {
          await vi.advanceTimersByTimeAsync(pause);
          if (what === "title") {
            dashboard.edit({ kind: "setTitle", title: String(++written) });
          } else {
            tabs[0].lose(what === "lose late");
          }
        }
        await vi.advanceTimersByTimeAsync(30_000);
        expect(seen).toEqual([...seen].sort((a, b) => a - b));
        expect(seen.at(-1)).toBe(written);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a dashboard", () => {
  it("says when the server has none of its name", async () => {
    const link = {
      send: () => undefined,
      request: () =>
        Promise.resolve({ type: "refused", request: 1, code: "DASHBOARD_GONE", message: "It is gone." } as const),
    };
    const dashboard = new OpenDashboard("d", link, () => undefined);
    dashboard.connected();
    await vi.advanceTimersByTimeAsync(0);
    expect(dashboard.gone.peek()).toBe(true);
  });
});
