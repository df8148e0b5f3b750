import type { View } from "../store/view";
import type { StatementRun } from "../wire/types";

/** The rows that a tile shows: those of its newest run, or while that has none yet, the last that there were. */
export interface HeldRows {
  readonly view: View;
  /** When these rows were the newest, on the server's clock. */
  readonly at: number;
  /** They are what the query gives now: nothing that was missed could make them others. */
  readonly fresh: boolean;
}

/** What a tile knows of its rows at one moment. */
export interface RowsNow {
  /** The view of the newest run, null before its first frame. */
  readonly view: View | null;
  readonly statement: StatementRun | null;
  /** Whether the server can be reached and knows the view. */
  readonly answering: boolean;
}

/** What a tile shows now, given what it showed before. A tile that once had rows has some as long as it is there. */
export function heldRows(before: HeldRows | null, { view, statement, answering }: RowsNow): HeldRows | null {
  const state = statement?.state;
  // An empty result is one once the query has said so: until then it is one that has not come.
  const told = view !== null && (view.rows.length > 0 || state === "running" || state === "finished");
  if (!told) {
    return before && (before.fresh ? { ...before, fresh: false } : before);
  }
  const ended = statement?.finishedAt ? Date.parse(statement.finishedAt) : Number.POSITIVE_INFINITY;
  const at = Math.min(view.at, ended);
  const fresh = answering && (state === "running" || state === "finished" || state === "waiting");
  return before && before.view === view && before.at === at && before.fresh === fresh ? before : { view, at, fresh };
}

/** The time of day in this browser's time zone, as `10:22:07`. */
function timeOfDay(millis: number): string {
  const date = new Date(millis);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}

/** A time in this browser's time zone, as the time of day; with its date before it where that is not today's. */
export function momentOf(millis: number, now: number): string {
  const date = new Date(millis);
  const time = timeOfDay(millis);
  return date.toDateString() === new Date(now).toDateString()
    ? time
    : `${date.toLocaleDateString(undefined, { dateStyle: "medium" })}, ${time}`;
}
