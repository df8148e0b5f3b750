import { IconSnowflake } from "@tabler/icons-react";
import { useFrozenAt, useWorkbench } from "../store/context";
import { useSignal } from "../store/useSignal";
import { AccountMenu } from "./AccountMenu";
import { ColorSchemeButton } from "./ColorSchemeButton";
import { Logo } from "./Logo";
import { moment } from "./moment";
import { PageLink } from "./PageLink";

interface SharedBarProps {
  readonly title: string;
  /** Whether whoever looks has pages of their own to go back to. */
  readonly home: boolean;
}

/** The top of what somebody may only look at: what it is, and whether it is live. */
export function SharedBar({ title, home }: SharedBarProps) {
  const { name } = useSignal(useWorkbench().connection);
  const frozenAt = useFrozenAt();
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
      {frozenAt === null ? (
        <span className="chip" data-testid="shared-state">
          <i className={`dot ${live ? "live" : "warn"}`} />
          {live ? "live" : "connecting…"}
        </span>
      ) : (
        <span className="chip" data-testid="frozen-at" title="The rows of that moment: they do not change any more">
          <IconSnowflake size={14} aria-hidden="true" />
          Frozen on {moment(frozenAt)}
        </span>
      )}
      {home && <span className="chip">view only</span>}
      <ColorSchemeButton />
      {home && <AccountMenu />}
    </header>
  );
}
