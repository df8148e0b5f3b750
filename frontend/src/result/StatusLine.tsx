import { useFrozenAt } from "../store/context";
import type { View } from "../store/view";
import type { WatchedView } from "../store/watchedView";
import type { StatementRun } from "../wire/types";
import { LagFigure } from "./LagFigure";
import { RateFigure, RowCount } from "./ResultFigures";
import { StateWord } from "./StateWord";

interface StatusLineProps {
  readonly statement: StatementRun;
  readonly watched: WatchedView | null;
  readonly view: View | null;
  readonly place: string;
}

/** What a statement is, what it costs, and how it stands: one line. */
export function StatusLine({ statement, watched, view, place }: StatusLineProps) {
  const schema = statement.result?.schema;
  const stands = useFrozenAt() !== null;
  const live = !stands && (statement.state === "running" || statement.state === "waiting");
  const committed = live && statement.result?.delivery === "committed";
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
      {committed && <span title="Only what a complete checkpoint covers is shown">committed</span>}
      {watched && view && <RowCount watched={watched} view={view} />}
      {watched && view && live && view.schema.mode !== "finite" && (
        <>
          <RateFigure watched={watched} />
          <LagFigure watched={watched} schema={view.schema} committed={committed} place={place} />
        </>
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
