import { Button, CopyButton } from "@mantine/core";
import { useRef, useState } from "react";
import { useSight } from "../shell/useSight";
import { useViewState, useWatchedView } from "../store/context";
import { useSignal } from "../store/useSignal";
import { NO_SIGNALS } from "../store/watchedView";
import { ResultTable } from "../table/ResultTable";
import type { Problem, StatementRun } from "../wire/types";
import { StatusLine } from "./StatusLine";

interface StatementResultProps {
  readonly statement: StatementRun;
  /** Names the statement's place in the notebook, for as long as the notebook has it. */
  readonly place: string;
}

/** The outcome of one statement under its cell. */
export function StatementResult({ statement, place }: StatementResultProps) {
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
        <p className="quiet gone-result">This result is gone: the server was restarted. Run the cell again.</p>
      )}
      {view && plain && text.includes("\n") ? (
        <pre className="plain-result">{text}</pre>
      ) : (
        view && (view.rows.length > 0 || view.schema.mode === "finite") && <ResultTable view={view} />
      )}
    </section>
  );
}

/** What went wrong, root cause first, with its place and what to do. */
export function ProblemBox({ problem }: { readonly problem: Problem }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="problem" role="alert">
      <div className="problem-head">
        <span className="problem-code">{problem.code}</span>
        {problem.range && (
          <span className="problem-place">
            line {problem.range.start.line}, column {problem.range.start.column}
          </span>
        )}
      </div>
      <div className="problem-message">{problem.message}</div>
      {problem.hint && <div className="problem-hint">{problem.hint}</div>}
      {problem.detail && (
        <div className="problem-actions">
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setOpen(!open)} aria-expanded={open}>
            {open ? "Hide details" : "Details"}
          </Button>
          <CopyButton value={`${problem.code}: ${problem.message}\n${problem.detail}`}>
            {({ copied, copy }) => (
              <Button size="compact-xs" variant="subtle" color="gray" onClick={copy}>
                {copied ? "Copied" : "Copy"}
              </Button>
            )}
          </CopyButton>
        </div>
      )}
      {open && <pre className="problem-detail">{problem.detail}</pre>}
    </div>
  );
}
