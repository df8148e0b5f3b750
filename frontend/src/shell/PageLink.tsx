import type { ReactNode } from "react";
import { goTo } from "./route";

interface PageLinkProps {
  readonly to: string;
  readonly className?: string;
  readonly current?: boolean;
  /** Called before it is gone there. */
  readonly onFollow?: () => void;
  readonly children: ReactNode;
}

/** Goes to another page of Riffle within this tab; into a tab of its own with the browser's keys for that. */
export function PageLink({ to, className, current = false, onFollow, children }: PageLinkProps) {
  return (
    <a
      className={className}
      href={to}
      aria-current={current ? "page" : undefined}
      onClick={(event) => {
        if (!event.metaKey && !event.ctrlKey && !event.shiftKey) {
          event.preventDefault();
          onFollow?.();
          goTo(to);
        }
      }}
    >
      {children}
    </a>
  );
}
