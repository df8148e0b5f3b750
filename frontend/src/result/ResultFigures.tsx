import { Tooltip } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useSignal } from "../store/useSignal";
import type { View } from "../store/view";
import type { WatchedView } from "../store/watchedView";
import { formatCount } from "./figures";

/** How many rows there are, and whether they are the server's. */
export function RowCount({ watched, view }: { readonly watched: WatchedView; readonly view: View }) {
  const { heldRows, allRows } = view.totals;
  const trust = useSignal(watched.trust);
  const proof = (
    <>
      {allRows > heldRows && (
        <div>The result has {formatCount(allRows)} rows; this many of them are kept and shown.</div>
      )}
      <div>
        Verified at version {formatCount(view.version)}: row count and checksum{" "}
        <code>{view.checksum.toString(16).padStart(8, "0")}</code>, computed here, are the server's.
      </div>
    </>
  );
  return (
    <>
      <Tooltip label={proof} multiline maw={340} openDelay={200}>
        <span data-testid="row-count">
          {allRows <= heldRows ? (
            <>
              <b>{formatCount(heldRows)}</b> {heldRows === 1 ? "row" : "rows"}
            </>
          ) : (
            <>
              {view.schema.mode === "append" ? "newest " : ""}
              <b>{formatCount(heldRows)}</b> of <b>{formatCount(allRows)}</b> rows
            </>
          )}
        </span>
      </Tooltip>
      {trust.mismatches > 0 && (
        <span className="figure-warning" role="status">
          <IconAlertTriangle size={13} />
          {trust.fetching
            ? "this table differs from the server's; fetching it again…"
            : `this table differed from the server's ${trust.mismatches === 1 ? "once" : `${trust.mismatches} times`}; fetched again`}
        </span>
      )}
    </>
  );
}

/** How many changes the result makes, and how many of them have to travel. */
export function RateFigure({ watched }: { readonly watched: WatchedView }) {
  const { rates } = useSignal(watched.figures);
  if (!rates) {
    return null;
  }
  const explained = `The query changes its result ${formatCount(rates.changes)} times a second. Inside the cluster they are reduced to the net changes of each frame: ${formatCount(rates.sent)} rows a second leave it. Over the last five seconds.`;
  return (
    <Tooltip label={explained} multiline maw={340} openDelay={200}>
      <span data-testid="rates">
        <b>{formatCount(rates.changes)}</b> changes/s → <b>{formatCount(rates.sent)}</b>/s sent
      </span>
    </Tooltip>
  );
}
