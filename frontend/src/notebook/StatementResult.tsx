import { useRef } from "react";
import { ProblemBox } from "../result/ProblemBox";
import { StatusLine } from "../result/StatusLine";
import { useSight } from "../shell/useSight";
import { useViewState, useWatchedView } from "../store/context";
import { useSignal } from "../store/useSignal";
import { NO_SIGNALS } from "../store/watchedView";
import { ResultTable } from "../table/ResultTable";
import type { StatementRun } from "../wire/types";

interface StatementResultProps {
  readonly statement: StatementRun;
  /** Names the statement's place in the notebook, for as long as the notebook has it. */
  readonly place: string;
  /** Whoever looks can run nothing: they are not told to. */
  readonly looksOnly?: boolean;
}

/** The outcome of one statement under its cell. */
export function StatementResult({ statement, place, looksOnly = false }: StatementResultProps) {
  const element = useRef<HTMLElement>(null);
  const near = useSight(element) !== "far";
  const watched = useWatchedView(statement.result?.view ?? null, near);
  const view = useViewState(watched, near);
  const known = useSignal((watched ?? NO_SIGNALS).known);
  const plain = view?.schema.mode === "finite" && view.schema.columns.length === 1 && view.rows.length === 1;
  const text = plain ? String(view.rows[0]?.values[0] ?? "") : "";
  return (
    <section className="statement" ref={element} data-testid="statement" data-state={statement.state}>
      <StatusLine statement={statement} watched={watched} view={view} place={place} />
      {statement.problem && <ProblemBox problem={statement.problem} />}
      {!known && (
        <p className="quiet gone-result">
          This result is gone: the server was restarted.{looksOnly ? "" : " Run the cell again."}
        </p>
      )}
      {view && plain && text.includes("\n") ? (
        <pre className="plain-result">{text}</pre>
      ) : (
        view && (view.rows.length > 0 || view.schema.mode === "finite") && <ResultTable view={view} />
      )}
    </section>
  );
}
