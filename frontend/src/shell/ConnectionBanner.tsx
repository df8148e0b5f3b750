import { Button } from "@mantine/core";
import { useWorkbench } from "../store/context";
import { useSignal } from "../store/useSignal";

/** Says that the server is away, once a connection was lost, or that the page is of another version than the server. */
export function ConnectionBanner() {
  const workbench = useWorkbench();
  const state = useSignal(workbench.connection);
  const reload = useSignal(workbench.reload);
  const lost = state.name === "waiting" || (state.name === "connecting" && state.attempt > 0);
  if (reload) {
    return (
      <div className="banner" role="status">
        <i className="dot warn" />
        <span>{reload} Reload the page to go on.</span>
        <Button size="compact-xs" variant="default" onClick={() => location.reload()}>
          Reload
        </Button>
      </div>
    );
  }
  if (lost) {
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
  return null;
}
