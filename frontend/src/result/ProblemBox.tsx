import { Button, CopyButton } from "@mantine/core";
import { useState } from "react";
import type { Problem } from "../wire/types";

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
