import { useWorkbench } from "../store/context";
import { useSignal } from "../store/useSignal";
import { ColorSchemeButton } from "./ColorSchemeButton";
import { Logo } from "./Logo";

/** The top of what a share link shows: what it is, and whether it is live. */
export function SharedBar({ title }: { readonly title: string }) {
  const { name } = useSignal(useWorkbench().connection);
  const live = name === "online";
  return (
    <header className="top-bar">
      <span className="logo">
        <Logo />
      </span>
      <b className="shared-title">{title}</b>
      <span className="spacer" />
      <span className="chip" data-testid="shared-state">
        <i className={`dot ${live ? "live" : "warn"}`} />
        {live ? "live" : "connecting…"}
      </span>
      <ColorSchemeButton />
    </header>
  );
}
