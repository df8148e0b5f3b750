import { describe, expect, it } from "vitest";
import { type HeldRows, heldRows, momentOf } from "../src/dashboard/heldRows";
import { kioskOf, nextIn, reloadDelay } from "../src/dashboard/kiosk";
import { commandFor, hidesRows, noteOf } from "../src/dashboard/note";
import type { View } from "../src/store/view";
import type { TileSource } from "../src/wire/dashboard";
import type { Chart, Problem, Run, RunState, StatementRun } from "../src/wire/types";

const position = { offset: 0, line: 1, column: 1 };
const problem: Problem = { code: "X", message: "the TaskManager was lost", range: null, hint: null, detail: null };
const schema = { columns: [], upsertKey: [], mode: "update", timeZone: "Z" } as const;

function statementIn(state: RunState, more: Partial<StatementRun> = {}): StatementRun {
  return {
    kind: "query",
    range: { start: position, end: position },
    state,
    message: null,
    job: null,
    result: { view: "v", schema, delivery: "live" },
    problem: null,
    startedAt: null,
    finishedAt: null,
    ...more,
  };
}

function runIn(state: RunState, ...statements: readonly StatementRun[]): Run {
  const at = "2026-05-04T10:22:07Z";
  return {
    id: "r",
    cell: "c",
    state,
    statements,
    problem: null,
    queuedAt: at,
    startedAt: null,
    finishedAt: null,
    statusVersion: 1,
  };
}

function sourceWith(run: Run | null, more: Partial<TileSource> = {}): TileSource {
  return {
    notebook: "n",
    cell: "c",
    notebookTitle: "N",
    kind: "sql",
    chart: null,
    text: null,
    run,
    restart: null,
    inputs: [],
    ...more,
  };
}

describe("a tile says", () => {
  it("nothing where its rows or its prose say enough", () => {
    expect(noteOf(sourceWith(runIn("running", statementIn("running"))))).toBeNull();
    expect(noteOf(sourceWith(runIn("finished", statementIn("finished"))))).toBeNull();
    expect(noteOf(sourceWith(null, { kind: "markdown", text: "a" }))).toBeNull();
  });

  it("why there are no rows yet", () => {
    expect(noteOf(sourceWith(null))?.kind).toBe("idle");
    expect(noteOf(sourceWith(runIn("queued")))?.kind).toBe("queued");
    expect(noteOf(sourceWith(runIn("starting")))?.kind).toBe("starting");
    expect(noteOf(sourceWith(runIn("running", statementIn("waiting"))))?.kind).toBe("waiting");
    expect(noteOf(sourceWith(null, { kind: "gone" }))?.kind).toBe("gone");
    expect(noteOf(sourceWith(runIn("finished", statementIn("finished", { result: null }))))?.kind).toBe("resultless");
  });

  it("what went wrong, in the statement or before there was one", () => {
    const failed = runIn("failed", statementIn("failed", { problem }));
    expect(noteOf(sourceWith(failed))).toEqual({ kind: "failed", problem });
    expect(noteOf(sourceWith({ ...runIn("failed"), problem }))).toEqual({ kind: "failed", problem });
  });

  it("why it was stopped", () => {
    const stopped = runIn("stopped", statementIn("stopped", { message: "nobody has looked at it for an hour" }));
    expect(noteOf(sourceWith(stopped))).toEqual({ kind: "stopped", message: "nobody has looked at it for an hour" });
  });

  it("when it is started again, until it is", () => {
    const restart = { at: "2026-05-04T10:22:15Z", attempt: 2, problem };
    const failed = runIn("failed", statementIn("failed", { problem }));
    expect(noteOf(sourceWith(failed, { restart }))).toEqual({ kind: "restarting", ...restart });
    expect(noteOf(sourceWith(null, { restart }))?.kind).toBe("restarting");
    expect(noteOf(sourceWith(failed, { restart: { ...restart, problem: null } }))).toMatchObject({ problem });
    expect(noteOf(sourceWith(runIn("starting"), { restart }))?.kind).toBe("starting");
    expect(commandFor(sourceWith(failed, { restart }))).toBe("stop");
  });

  it("that there are no rows, where those from before would be taken for those of other values", () => {
    const failed = noteOf(sourceWith(runIn("failed")));
    const starting = noteOf(sourceWith(runIn("starting")));
    const gone = noteOf(sourceWith(null, { kind: "gone" }));
    expect(failed && [hidesRows(failed, true), hidesRows(failed, false)]).toEqual([true, false]);
    expect(starting && hidesRows(starting, true)).toBe(false);
    expect(gone && hidesRows(gone, false)).toBe(true);
  });

  it("that its chart draws nothing", () => {
    const chart: Chart = {
      source: null,
      statement: null,
      type: "bar",
      x: null,
      y: [],
      series: null,
      title: "",
      stacked: false,
      horizontal: false,
    };
    expect(noteOf(sourceWith(null, { kind: "chart", chart }))?.kind).toBe("undrawn");
    expect(noteOf(sourceWith(null, { kind: "chart", chart: { ...chart, source: "c" } }))?.kind).toBe("idle");
  });
});

function viewAt(at: number, rows: number): View {
  const list = Array.from({ length: rows }, (_, id) => ({
    id,
    values: [],
    checksum: 0,
    touched: [],
    touchedAt: 0,
    touches: 0,
  }));
  const totals = { heldRows: rows, allRows: rows, changes: 0, receivedChanges: 0 };
  return { version: 1, schema, rows: list, totals, at, checksum: 0 };
}

describe("the rows of a tile", () => {
  const view = viewAt(1_000, 2);
  const running = statementIn("running");
  const shown: HeldRows = { view, at: 1_000, fresh: true };

  it("are those of its newest run", () => {
    expect(heldRows(null, { view: null, statement: null, answering: true })).toBeNull();
    expect(heldRows(null, { view, statement: running, answering: true })).toEqual(shown);
    expect(heldRows(shown, { view, statement: running, answering: true })).toBe(shown);
  });

  it("stay, with their time, while the server is away and after it forgot them, until there are others", () => {
    const away = heldRows(shown, { view, statement: running, answering: false });
    expect(away).toEqual({ ...shown, fresh: false });
    const forgotten = heldRows(away, { view: null, statement: null, answering: true });
    expect(forgotten).toEqual({ ...shown, fresh: false });
    const waiting = statementIn("waiting");
    expect(heldRows(forgotten, { view: viewAt(5_000, 0), statement: waiting, answering: true })).toBe(forgotten);
    const next = viewAt(6_000, 1);
    expect(heldRows(forgotten, { view: next, statement: running, answering: true })).toEqual({
      view: next,
      at: 6_000,
      fresh: true,
    });
  });

  it("may be none, once the query has said so", () => {
    const empty = viewAt(6_000, 0);
    expect(heldRows(shown, { view: empty, statement: running, answering: true })?.view).toBe(empty);
  });

  it("are as old as their query is ended", () => {
    const stopped = statementIn("stopped", { finishedAt: "1970-01-01T00:00:00.500Z" });
    expect(heldRows(null, { view, statement: stopped, answering: true })).toEqual({ view, at: 500, fresh: false });
  });
});

describe("a dashboard on a wall", () => {
  it("is asked for by the address", () => {
    expect(kioskOf("")).toBeNull();
    expect(kioskOf("?kiosk=false")).toBeNull();
    expect(kioskOf("?kiosk=true")).toEqual({ rotation: [], seconds: 30 });
    expect(kioskOf("?kiosk=true&rotate=a,b,a,%3C&seconds=10")).toEqual({ rotation: ["a", "b"], seconds: 10 });
    expect(kioskOf("?kiosk=true&seconds=0")?.seconds).toBe(3);
    expect(kioskOf("?kiosk=true&seconds=soon")?.seconds).toBe(30);
  });

  it("takes turns with the others", () => {
    const kiosk = { rotation: ["a", "b", "c"], seconds: 30 };
    expect([nextIn(kiosk, "a"), nextIn(kiosk, "c"), nextIn(kiosk, "x")]).toEqual(["b", "a", "a"]);
    expect(nextIn({ rotation: [], seconds: 30 }, "a")).toBeNull();
    expect(nextIn({ rotation: ["a"], seconds: 30 }, "a")).toBeNull();
  });

  it("is loaded again at once, and not twice within a minute", () => {
    expect(reloadDelay(null, 100_000)).toBe(0);
    expect(reloadDelay(10_000, 100_000)).toBe(0);
    expect(reloadDelay(90_000, 100_000)).toBe(50_000);
  });
});

it("a time that is not today's has its date", () => {
  const now = new Date(2026, 10, 28, 0, 5, 0).getTime();
  expect(momentOf(new Date(2026, 10, 28, 0, 4, 9).getTime(), now)).toBe("00:04:09");
  const yesterday = momentOf(new Date(2026, 10, 27, 23, 59, 8).getTime(), now);
  expect(yesterday).toMatch(/27.*2026.*, 23:59:08$/);
  expect(momentOf(new Date(2025, 10, 28, 0, 4, 9).getTime(), now)).toMatch(/28.*2025.*, 00:04:09$/);
});
