import { Button } from "@mantine/core";
import { IconPlayerPlayFilled } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import { ProblemBox } from "../result/ProblemBox";
import { useFrozenAt, useWorkbench } from "../store/context";
import type { Problem } from "../wire/types";
import type { TileNote } from "./note";

interface NoteViewProps {
  readonly note: TileNote;
  /** There are rows beside it: then it is one line below them. */
  readonly beside: boolean;
  /** Null where whoever looks can start nothing. */
  readonly start: (() => void) | null;
}

/** Says why a tile has no rows, or none that are new, and what happens next. */
export function NoteView({ note, beside, start }: NoteViewProps) {
  const problem = note.kind === "failed" || note.kind === "restarting" ? note.problem : null;
  return (
    <div className={beside ? "tile-note beside" : "tile-note"} data-testid="tile-note" data-note={note.kind}>
      <div className="tile-note-line" role="status">
        <NoteWords note={note} beside={beside} looksOnly={start === null} />
        {start && (note.kind === "idle" || note.kind === "failed" || note.kind === "stopped") && (
          <Button
            size="compact-xs"
            variant={beside ? "subtle" : "default"}
            leftSection={<IconPlayerPlayFilled size={10} />}
            onClick={start}
          >
            Start
          </Button>
        )}
      </div>
      {problem && !beside && <ProblemBox problem={problem} />}
    </div>
  );
}

/** What is still to come, or was not asked for: in a frozen share it never will. */
const NO_ROWS_YET: ReadonlySet<TileNote["kind"]> = new Set(["idle", "queued", "starting", "waiting"]);

interface NoteWordsProps extends Pick<NoteViewProps, "note" | "beside"> {
  /** Whoever looks can change nothing: they are not told to. */
  readonly looksOnly: boolean;
}

function NoteWords({ note, beside, looksOnly }: NoteWordsProps): ReactNode {
  const stands = useFrozenAt() !== null;
  if (stands && NO_ROWS_YET.has(note.kind)) {
    return <Words dot="idle">It had no rows when this was frozen</Words>;
  }
  switch (note.kind) {
    case "gone":
      return <Words dot="idle">The cell is gone: it or its notebook was deleted.</Words>;
    case "undrawn":
      return <Words dot="idle">This chart has no query{looksOnly ? "." : ". Choose one in its notebook."}</Words>;
    case "idle":
      return <Words dot="idle">Not running</Words>;
    case "queued":
      return <Words dot="idle">Queued: starts when the session and the cluster are ready</Words>;
    case "starting":
      return <Words dot="warn">Starting…</Words>;
    case "waiting":
      return <Words dot="warn">Running, waiting for the first row</Words>;
    case "resultless":
      return <Words dot="done">It ran, but has no result to show</Words>;
    case "stopped":
      return <Words dot="idle">{note.message ? `Stopped: ${note.message}` : "Stopped"}</Words>;
    case "failed":
      return (
        <Words dot="fail">
          <b>Failed</b>
          {beside && <Reason problem={note.problem} />}
        </Words>
      );
    case "restarting":
      return (
        <Words dot="fail">
          <b>Failed</b>
          {beside && <Reason problem={note.problem} />} <Countdown at={note.at} attempt={note.attempt} />
        </Words>
      );
  }
}

function Words({ dot, children }: { readonly dot: string; readonly children: ReactNode }) {
  return (
    <span className="tile-note-words">
      <i className={`dot ${dot}`} /> {children}
    </span>
  );
}

function Reason({ problem }: { readonly problem: Problem | null }) {
  return problem ? <span title={problem.hint ?? undefined}>: {problem.message}</span> : null;
}

/** How long until the server starts it again, by the server's clock. Not read aloud each second. */
function Countdown({ at, attempt }: { readonly at: string; readonly attempt: number }) {
  const workbench = useWorkbench();
  const left = () => Math.ceil((Date.parse(at) - (workbench.serverNow() ?? Date.now())) / 1_000);
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, []);
  const seconds = left();
  return (
    <span aria-live="off" data-testid="countdown" className="countdown">
      {seconds > 0 ? `Starting again in ${seconds} s` : "Starting again…"} (attempt {attempt})
    </span>
  );
}
