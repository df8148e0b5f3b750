import { Button, CopyButton } from "@mantine/core";
import { useState } from "react";
import { useView } from "../store/context";
import { ResultTable } from "../table/ResultTable";
import type { Problem, StatementRun } from "../wire/types";
import { StatusLine } from "./StatusLine";

/** The outcome of one statement under its cell. */
export function StatementResult({ statement }: { readonly statement: StatementRun }) {
  const { view, known } = useView(statement.result?.view ?? null);
  const plain = view?.schema.mode === "finite" && view.schema.columns.length === 1 && view.rows.length === 1;
  const text = plain ? String(view.rows[0]?.values[0] ?? "") : "";
  return (
    <section className="statement" data-testid="statement" data-state={statement.state}>
      <StatusLine statement={statement} view={view} />
      {statement.problem && <ProblemBox problem={statement.problem} />}
      {!known && <p className="quiet">This result is gone: the server was restarted. Run the cell again.</p>}
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
