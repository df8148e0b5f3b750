import { ChangeSet, type Text } from "@codemirror/state";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CellText } from "../src/store/cellText";
import { OpenNotebook } from "../src/store/openNotebook";
import type { ServerMessage } from "../src/wire/messages";
import type { TextCell } from "../src/wire/types";
import { SimulatedLink, SimulatedServer } from "./simulatedServer";

const CELL: TextCell = { id: "c", kind: "sql", collapsed: false, text: "begin; end;", textVersion: 0 };
const RECONNECT_MILLIS = 300;

/** A tab with one cell, whose editor comes and goes. */
class Tab {
  readonly notebook: OpenNotebook;
  readonly notices: string[] = [];
  private readonly link: SimulatedLink;
  private text: CellText | null = null;
  private shown: Text | null = null;
  private detach: (() => void) | null = null;

  constructor(server: SimulatedServer, latency: () => number) {
    this.link = new SimulatedLink(server, latency, (message) => this.receive(message));
    this.notebook = new OpenNotebook("n", this.link, (notice) => this.notices.push(notice));
    this.connect();
  }

  private receive(message: ServerMessage): void {
    if (message.type === "notebook") {
      this.notebook.opened(message.notebook, message.runs, message.catalog, message.role);
    } else if (message.type === "edited" || message.type === "textUpdated" || message.type === "textReset") {
      this.notebook.receive(message);
    }
  }

  connect(): void {
    if (!this.link.isUp) {
      this.link.up();
      this.notebook.connected();
    }
  }

  lose(arrives: boolean): void {
    if (this.link.isUp) {
      this.link.down(arrives);
      this.notebook.disconnected();
      setTimeout(() => this.connect(), RECONNECT_MILLIS);
    }
  }

  get cell(): TextCell | null {
    return (this.notebook.document.peek()?.cells[0] as TextCell | undefined) ?? null;
  }

  mount(): void {
    const { cell } = this;
    if (!this.detach && cell) {
      this.text = this.notebook.textOf(cell);
      this.shown = this.text.text;
      this.detach = this.text.attach((changes) => {
        this.shown = changes.apply(this.shown as Text);
      });
    }
  }

  unmount(): void {
    this.detach?.();
    this.detach = null;
  }

  /** Changes what the editor shows, if there is a cell yet. */
  change(make: (shown: Text) => ChangeSet | null): boolean {
    this.mount();
    const changes = this.detach && this.shown ? make(this.shown) : null;
    if (!changes || !this.text || !this.shown) {
      return false;
    }
    this.shown = changes.apply(this.shown);
    this.text.typed(changes);
    expect(this.shown.eq(this.text.text)).toBe(true);
    return true;
  }

  /** Writes a word between two others. */
  write(word: string, place: number): boolean {
    return this.change((shown) => {
      const gaps = [0, ...[...shown.toString().matchAll(/\s/g)].map((space) => space.index + 1)];
      const from = gaps[Math.floor(place * gaps.length)] ?? 0;
      return ChangeSet.of({ from, insert: `${word} ` }, shown.length);
    });
  }

  /** Deletes the cell and takes that back, as the undo of a deletion does. */
  revive(): void {
    this.unmount();
    this.notebook.showDrafts();
    const { cell } = this;
    if (cell) {
      this.notebook.edit({ kind: "deleteCell", cell: cell.id });
      this.notebook.edit({ kind: "insertCell", cell: { ...cell, textVersion: 0 }, after: null });
    }
  }

  erase(word: string): boolean {
    return this.change((shown) => {
      const from = shown.toString().indexOf(`${word} `);
      return from < 0 ? null : ChangeSet.of({ from, to: from + word.length + 1 }, shown.length);
    });
  }
}

type Step =
  | { readonly do: "write"; readonly tab: 0 | 1; readonly place: number }
  | { readonly do: "erase"; readonly tab: 0 | 1; readonly which: number }
  | { readonly do: "unmount"; readonly tab: 0 | 1 }
  | { readonly do: "lose"; readonly tab: 0 | 1; readonly arrives: boolean }
  | { readonly do: "restart" }
  | { readonly do: "revive"; readonly tab: 0 | 1 }
  | { readonly do: "wait"; readonly millis: number };

const tab = fc.constantFrom(0 as const, 1 as const);
const place = fc.double({ min: 0, max: 0.999, noNaN: true });
const write = fc.record({ do: fc.constant("write" as const), tab, place });
const erase = fc.record({ do: fc.constant("erase" as const), tab, which: place });
const unmount = fc.record({ do: fc.constant("unmount" as const), tab });
const lose = fc.record({ do: fc.constant("lose" as const), tab, arrives: fc.boolean() });
const restart = fc.record({ do: fc.constant("restart" as const) });
const revive = fc.record({ do: fc.constant("revive" as const), tab: fc.constant(0 as const) });
const wait = fc.record({ do: fc.constant("wait" as const), millis: fc.nat(400) });
const latencies = fc.array(fc.nat(150), { minLength: 1, maxLength: 40 });

/** Does the steps, waits until all is quiet, and gives what everybody has in the end. */
async function live(steps: readonly Step[], delays: readonly number[]) {
  const server = new SimulatedServer([CELL]);
  let next = 0;
  const latency = () => delays[next++ % delays.length] ?? 0;
  const tabs = [new Tab(server, latency), new Tab(server, latency)] as const;
  const written: string[] = [];
  const erased = new Set<string>();
  await vi.advanceTimersByTimeAsync(1_000);
  for (const step of steps) {
    switch (step.do) {
      case "write": {
        const word = `w${written.length}`.padEnd(6, "abcdefgh"[written.length % 8]);
        if (tabs[step.tab].write(word, step.place)) {
          written.push(word);
        }
        break;
      }
      case "erase": {
        const word = written[Math.floor(step.which * written.length)];
        if (word && tabs[step.tab].erase(word)) {
          erased.add(word);
        }
        break;
      }
      case "unmount":
        tabs[step.tab].unmount();
        break;
      case "lose":
        tabs[step.tab].lose(step.arrives);
        break;
      case "restart":
        for (const each of tabs) {
          each.lose(false);
        }
        server.restart();
        break;
      case "revive":
        tabs[step.tab].revive();
        break;
      case "wait":
        await vi.advanceTimersByTimeAsync(step.millis);
        break;
    }
  }
  await vi.advanceTimersByTimeAsync(30_000);
  for (const each of tabs) {
    expect(each.notebook.saved.peek()).toBe("saved");
    expect(each.notices).toEqual([]);
    expect(each.cell?.text).toBe(server.textOf("c"));
    each.mount();
    each.change((shown) => {
      expect(shown.toString()).toBe(server.textOf("c"));
      return null;
    });
  }
  return { text: server.textOf("c"), written, erased };
}

function countOf(text: string, word: string): number {
  return text.split(word).length - 1;
}

describe("the text of a cell", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("keeps every word once, whoever writes where, and whatever connection is lost when", {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(write, write, erase, unmount, lose, wait), { maxLength: 40 }),
        latencies,
        async (steps, delays) => {
          const { text, written, erased } = await live(steps, delays);
          for (const word of written) {
            expect(countOf(text, word), word).toBe(erased.has(word) ? 0 : 1);
          }
          expect(text).toMatch(/begin; (.* )?end;$/s);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("keeps every word once when the server is restarted and forgets what it told", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(write, write, unmount, lose, restart, wait, wait), { maxLength: 40 }),
        latencies,
        async (steps, delays) => {
          const { text, written } = await live(steps, delays);
          for (const word of written) {
            expect(countOf(text, word), word).toBe(1);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("is one text for all when the cell is deleted and brought back while others write in it", {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(write, write, revive, unmount, lose, wait, wait), { maxLength: 30 }),
        latencies,
        async (steps, delays) => {
          const { text, written } = await live(steps, delays);
          for (const word of written) {
            expect(countOf(text, word), word).toBeLessThanOrEqual(1);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it("takes a large paste that was undone for nothing, and a large text in parts", async () => {
    const server = new SimulatedServer([CELL]);
    const tab = new Tab(server, () => 10);
    await vi.advanceTimersByTimeAsync(100);
    const paste = (size: number) =>
      tab.change((shown) => ChangeSet.of({ from: 0, insert: "x".repeat(size) }, shown.length));
    paste(250_000);
    tab.change((shown) => ChangeSet.of({ from: 0, to: 250_000 }, shown.length));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(tab.notebook.saved.peek()).toBe("saved");
    paste(180_000);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.textOf("c")).toBe(`${"x".repeat(180_000)}begin; end;`);
    expect(tab.notices).toEqual([]);
  });

  it("goes on after a text that the server would not take, once it is shorter", async () => {
    const server = new SimulatedServer([CELL]);
    const tab = new Tab(server, () => 10);
    await vi.advanceTimersByTimeAsync(100);
    tab.change((shown) => ChangeSet.of({ from: 0, insert: "x".repeat(250_000) }, shown.length));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(tab.notices.length).toBeGreaterThan(0);
    expect(tab.notices.length).toBeLessThan(3);
    tab.change((shown) => ChangeSet.of({ from: 0, to: 249_000 }, shown.length));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.textOf("c")).toBe(`${"x".repeat(1_000)}begin; end;`);
    expect(tab.notebook.saved.peek()).toBe("saved");
  });

  it("is sent before the notebook is let go, however long the connection is away", async () => {
    const server = new SimulatedServer([CELL]);
    const tab = new Tab(server, () => 10);
    await vi.advanceTimersByTimeAsync(100);
    tab.lose(false);
    tab.write("late", 0);
    tab.unmount();
    let released = false;
    void tab.notebook.released().then(() => {
      released = true;
    });
    await vi.advanceTimersByTimeAsync(RECONNECT_MILLIS - 50);
    expect(released).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(released).toBe(true);
    expect(server.textOf("c")).toBe("late begin; end;");
  });
});
