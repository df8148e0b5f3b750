import { drawnStatement, isActive, shownStatement } from "../result/results";
import type { TileSource } from "../wire/dashboard";
import type { Problem, Run, StatementRun } from "../wire/types";

/** What a tile says of the query behind it, where its rows alone do not say enough. */
export type TileNote =
  | { readonly kind: "gone" }
  /** The chart draws no cell, or one that is gone. */
  | { readonly kind: "undrawn" }
  | { readonly kind: "idle" }
  | { readonly kind: "queued" }
  | { readonly kind: "starting" }
  | { readonly kind: "waiting" }
  | { readonly kind: "failed"; readonly problem: Problem | null }
  | { readonly kind: "restarting"; readonly at: string; readonly attempt: number; readonly problem: Problem | null }
  | { readonly kind: "stopped"; readonly message: string | null }
  /** It ran, and there is nothing in it that a tile could show. */
  | { readonly kind: "resultless" };

/** The statement whose rows a tile shows; null for prose, and where there is none yet. */
export function statementOf(source: TileSource | null): StatementRun | null {
  switch (source?.kind) {
    case "chart":
      return drawnStatement(source.run, source.chart?.statement ?? null);
    case "sql":
      return shownStatement(source.run);
    default:
      return null;
  }
}

/** What went wrong in a run: of its statements the first that failed, else the run as a whole. */
function problemOf(run: Run): Problem | null {
  return run.statements.find((statement) => statement.problem !== null)?.problem ?? run.problem;
}

/** Null where the rows, or the prose, speak for themselves. */
export function noteOf(source: TileSource): TileNote | null {
  if (source.kind === "gone") {
    return { kind: "gone" };
  }
  if (source.kind === "markdown") {
    return null;
  }
  if (source.kind === "chart" && (source.chart?.source ?? null) === null) {
    return { kind: "undrawn" };
  }
  const { run, restart } = source;
  if (restart && !isActive(run)) {
    return {
      kind: "restarting",
      at: restart.at,
      attempt: restart.attempt,
      problem: restart.problem ?? (run && problemOf(run)),
    };
  }
  if (!run) {
    return { kind: "idle" };
  }
  const statement = statementOf(source);
  switch (statement?.state ?? run.state) {
    case "queued":
      return { kind: "queued" };
    case "starting":
      return { kind: "starting" };
    case "waiting":
      return { kind: "waiting" };
    case "failed":
      return { kind: "failed", problem: statement?.problem ?? problemOf(run) };
    case "stopped":
      return {
        kind: "stopped",
        message: statement?.message ?? run.statements.find(({ message }) => message)?.message ?? null,
      };
    case "running":
      return statement ? null : { kind: "starting" };
    case "finished":
      return statement ? null : { kind: "resultless" };
  }
}

/**
 * Whether rows from before would belie what the note says.
 *
 * @param other whether they may be those of other values of the inputs
 */
export function hidesRows(note: TileNote, other: boolean): boolean {
  switch (note.kind) {
    case "gone":
    case "undrawn":
      return true;
    case "waiting":
    case "failed":
    case "stopped":
    case "resultless":
      return other;
    default:
      return false;
  }
}

/** Whether what a tile shows can be started, stopped, or neither. */
export function commandFor(source: TileSource | null): "start" | "stop" | null {
  const query = source?.kind === "sql" || (source?.kind === "chart" && source.chart?.source !== null);
  if (source === null || !query) {
    return null;
  }
  // What waits to be started again can be stopped, too: then it is not.
  return isActive(source.run) || source.restart !== null ? "stop" : "start";
}
