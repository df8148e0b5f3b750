import { Button } from "@mantine/core";
import { useWorkbench } from "../store/context";
import { useSignal } from "../store/useSignal";

/** Says that the server is away, and for how long it has been tried. Shown only once a connection was lost. */
export function ConnectionBanner() {
  const workbench = useWorkbench();
  const state = useSignal(workbench.connection);
  const lost = state.name === "waiting" || (state.name === "connecting" && state.attempt > 0);
  if (!lost) {
    return null;
  }
  return (
    <div className="banner" role="status">
      <i className="dot warn" />
      <span>Not connected to the server. Edits are kept here and sent when it is back; trying again…</span>
      <Button size="compact-xs" variant="default" onClick={() => workbench.link.retryNow()}>
        Try now
      </Button>
    </div>
  );
}
