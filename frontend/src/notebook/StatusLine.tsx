import { useEffect, useRef, useState } from "react";
import type { View } from "../store/view";
import type { RunState, StatementRun } from "../wire/types";

const DOT: Readonly<Record<RunState, string>> = {
  queued: "idle",
  starting: "warn",
  waiting: "warn",
  running: "live",
  finished: "done",
  failed: "fail",
  stopped: "idle",
};

const WORD: Readonly<Record<RunState, string>> = {
  queued: "queued",
  starting: "starting",
  waiting: "running, waiting for the first row",
  running: "running",
  finished: "finished",
  failed: "failed",
  stopped: "stopped",
};

export function StateWord({ state }: { readonly state: RunState }) {
  return (
    <span className="state" data-state={state}>
      <i className={`dot ${DOT[state]}`} /> <b>{WORD[state]}</b>
    </span>
  );
}

interface Sample {
  readonly at: number;
  readonly changes: number;
  readonly received: number;
}

/** Changes a second over the last two seconds or so. */
function useRates(view: View | null): { changes: number; received: number } {
  const samples = useRef<Sample[]>([]);
  const [rates, setRates] = useState({ changes: 0, received: 0 });
  useEffect(() => {
    if (!view) {
      return;
    }
    const list = samples.current;
    const last = list.at(-1);
    if (last && view.totals.changes < last.changes) {
      list.length = 0;
    }
    list.push({ at: view.at, changes: view.totals.changes, received: view.totals.receivedChanges });
    while (list.length > 2 && view.at - (list[0]?.at ?? 0) > 2_000) {
      list.shift();
    }
  }, [view]);
  useEffect(() => {
    const timer = setInterval(() => {
      const first = samples.current[0];
      const last = samples.current.at(-1);
      const seconds = first && last ? (Math.max(last.at, Date.now() - 1_500) - first.at) / 1_000 : 0;
      const rate = (from: number, to: number) => (seconds > 0.2 ? Math.round((to - from) / seconds) : 0);
      setRates(
        first && last
          ? { changes: rate(first.changes, last.changes), received: rate(first.received, last.received) }
          : { changes: 0, received: 0 },
      );
    }, 1_000);
    return () => clearInterval(timer);
  }, []);
  return rates;
}

const count = (value: number) => value.toLocaleString("en-US");

/** What a statement is, what it costs, and how it stands: one line. */
export function StatusLine({ statement, view }: { readonly statement: StatementRun; readonly view: View | null }) {
  const rates = useRates(view);
  const schema = statement.result?.schema;
  const live = statement.state === "running" || statement.state === "waiting";
  return (
    <div className="status-line">
      <StateWord state={statement.state} />
      {schema && schema.mode !== "finite" && (
        <span>
          {schema.mode === "append" ? "append-only" : "updating"}
          {schema.upsertKey.length > 0 && (
            <>
              {" · key "}
              <b>{schema.upsertKey.join(", ")}</b>
            </>
          )}
        </span>
      )}
      {view && <RowCount view={view} />}
      {view && live && schema?.mode !== "finite" && (
        <span>
          <b>{count(rates.changes)}</b> changes/s → <b>{count(rates.received)}</b>/s sent
        </span>
      )}
      {statement.message && <span>{statement.message}</span>}
      <span className="spacer" />
      {statement.job && (
        <span className="job-id" title={`Flink job ${statement.job.id}: ${statement.job.name}`}>
          job {statement.job.id.slice(0, 8)}
        </span>
      )}
    </div>
  );
}

function RowCount({ view }: { readonly view: View }) {
  const { heldRows, allRows } = view.totals;
  if (allRows <= heldRows) {
    return (
      <span data-testid="row-count">
        <b>{count(heldRows)}</b> {heldRows === 1 ? "row" : "rows"}
      </span>
    );
  }
  return (
    <span data-testid="row-count">
      {view.schema.mode === "append" ? "newest " : ""}
      <b>{count(heldRows)}</b> of <b>{count(allRows)}</b> rows
    </span>
  );
}
