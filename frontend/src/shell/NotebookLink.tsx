import type { ReactNode } from "react";
import { goTo } from "./route";

interface NotebookLinkProps {
  readonly id: string;
  readonly className: string;
  readonly current?: boolean;
  readonly children: ReactNode;
}

/** Goes to a notebook within this page; into a tab of its own with the browser's keys for that. */
export function NotebookLink({ id, className, current = false, children }: NotebookLinkProps) {
  return (
    <a
      className={className}
      href={`/n/${id}`}
      aria-current={current ? "page" : undefined}
      onClick={(event) => {
        if (!event.metaKey && !event.ctrlKey && !event.shiftKey) {
          event.preventDefault();
          goTo(`/n/${id}`);
        }
      }}
    >
      {children}
    </a>
  );
}
