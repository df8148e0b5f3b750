import { Tooltip } from "@mantine/core";
import { useWorkbench } from "../store/context";
import { useSignal } from "../store/useSignal";
import type { ClusterState } from "../wire/types";

const DOT: Readonly<Record<ClusterState, string>> = {
  starting: "warn",
  ready: "live",
  restarting: "warn",
  unreachable: "fail",
  stopped: "idle",
};

/** Where the session cluster stands: a word with a dot. */
export function ClusterChip() {
  const cluster = useSignal(useWorkbench().cluster);
  if (!cluster) {
    return null;
  }
  const name = cluster.local ? "local cluster" : "cluster";
  const used = cluster.slotsTotal - cluster.slotsFree;
  const shown = cluster.state === "ready" ? `${used} of ${cluster.slotsTotal} slots` : cluster.state;
  return (
    <Tooltip label={`${cluster.message}${cluster.address ? ` · ${cluster.address}` : ""}`} multiline maw={420}>
      <span className="chip" data-testid="cluster" data-state={cluster.state}>
        <i className={`dot ${DOT[cluster.state]}`} />
        <span className="chip-text">
          <span className="chip-name">{name} · </span>
          {shown}
        </span>
      </span>
    </Tooltip>
  );
}
