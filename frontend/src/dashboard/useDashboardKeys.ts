import { useEffect, useRef } from "react";

/** What the keys of a dashboard do. */
export interface DashboardKeys {
  edit(): void;
  /** Leaves what the page is in: editing, or the wall. */
  leave(): void;
  undo(): void;
  redo(): void;
  fullScreen(): void;
}

const TYPING =
  "input, textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=option], [role=slider]";

/** Listens while nothing is being typed, and no menu or dialog is open. */
export function useDashboardKeys(keys: DashboardKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      // What a tooltip makes of Escape ends no more than the tooltip.
      if ((event.defaultPrevented && event.key !== "Escape") || (event.target as HTMLElement).closest(TYPING)) {
        return;
      }
      const act = actionOf(event);
      if (act) {
        event.preventDefault();
        act(latest.current);
      }
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

function actionOf(event: KeyboardEvent): ((keys: DashboardKeys) => void) | null {
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && !event.altKey) {
    if (key === "z") {
      return (keys) => (event.shiftKey ? keys.redo() : keys.undo());
    }
    return key === "y" ? (keys) => keys.redo() : null;
  }
  if (event.altKey) {
    return null;
  }
  switch (event.key) {
    case "e":
      return (keys) => keys.edit();
    case "f":
      return (keys) => keys.fullScreen();
    case "Escape":
      return (keys) => keys.leave();
    default:
      return null;
  }
}
