import { useWorkbench } from "../store/context";
import { useSignal } from "../store/useSignal";
import { AccountMenu } from "./AccountMenu";
import { ColorSchemeButton } from "./ColorSchemeButton";
import { Logo } from "./Logo";
import { PageLink } from "./PageLink";

interface SharedBarProps {
  readonly title: string;
  /** Whether whoever looks has pages of their own to go back to. */
  readonly home: boolean;
}

/** The top of what somebody may only look at: what it is, and whether it is live. */
export function SharedBar({ title, home }: SharedBarProps) {
  const { name } = useSignal(useWorkbench().connection);
  const live = name === "online";
  return (
    <header className="top-bar">
      {home ? (
        <PageLink className="logo" to="/">
          <Logo />
        </PageLink>
      ) : (
        <span className="logo">
          <Logo />
        </span>
      )}
      <b className="shared-title">{title}</b>
      <span className="spacer" />
      <span className="chip" data-testid="shared-state">
        <i className={`dot ${live ? "live" : "warn"}`} />
        {live ? "live" : "connecting…"}
      </span>
      {home && <span className="chip">view only</span>}
      <ColorSchemeButton />
      {home && <AccountMenu />}
    </header>
  );
}
