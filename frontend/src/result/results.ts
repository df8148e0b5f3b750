import type { Run, StatementRun } from "../wire/types";

/** Whether a run has not come to its end. */
export function isActive(run: Run | null | undefined): boolean {
  return run != null && !["finished", "failed", "stopped"].includes(run.state);
}

/** The statement whose result a chart draws: the one it names, else the first query with a result. Null where there is none yet. */
export function drawnStatement(run: Run | null | undefined, statement: number | null): StatementRun | null {
  const statements = run?.statements ?? [];
  const found =
    statement === null
      ? statements.find((candidate) => candidate.result && candidate.kind === "query")
      : statements[statement];
  return found ?? null;
}

/** The statement whose result stands for the whole cell: the first that has one. Null where there is none yet. */
export function shownStatement(run: Run | null | undefined): StatementRun | null {
  return run?.statements.find((candidate) => candidate.result !== null) ?? null;
}
