import { useFrozenAt } from "../store/context";
import type { RunState } from "../wire/types";

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

/** Where a run or a statement stands, or in a frozen share stood: a word with a dot. */
export function StateWord({ state }: { readonly state: RunState }) {
  const stands = useFrozenAt() !== null;
  if (stands && state !== "finished" && state !== "failed" && state !== "stopped") {
    return (
      <span className="state" data-state={state}>
        <i className="dot idle" /> was {WORD[state]}
      </span>
    );
  }
  return (
    <span className="state" data-state={state}>
      <i className={`dot ${DOT[state]}`} /> <b>{WORD[state]}</b>
    </span>
  );
}
