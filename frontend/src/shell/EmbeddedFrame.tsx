import type { ReactNode } from "react";
import { useFrozenAt, useWorkbench } from "../store/context";
import { useSignal } from "../store/useSignal";
import { Logo } from "./Logo";
import { moment } from "./moment";

interface EmbeddedFrameProps {
  /** What stands behind `/e/`. */
  readonly address: string;
  readonly children: ReactNode;
}

/** Around what is embedded: whether it is live, or of which moment, and where the shared page is. Nothing to press. */
export function EmbeddedFrame({ address, children }: EmbeddedFrameProps) {
  const { name } = useSignal(useWorkbench().connection);
  const frozenAt = useFrozenAt();
  return (
    <div className="page embedded" data-bare>
      {children}
      <footer className="embedded-foot">
        {frozenAt !== null ? (
          <span data-testid="frozen-at">Frozen on {moment(frozenAt)}</span>
        ) : (
          <span data-testid="shared-state" role="status">
            <i className={`dot ${name === "online" ? "live" : "warn"}`} /> {name === "online" ? "live" : "connecting…"}
          </span>
        )}
        <span className="spacer" />
        <a href={`/s/${address}`} target="_blank" rel="noopener noreferrer" title="Open the shared page">
          <Logo /> Riffle
        </a>
      </footer>
    </div>
  );
}
