import { useEffect, useRef } from "react";

/** What the keys of command mode do; see the help dialog. */
export interface CellKeys {
  /** Whether a cell is chosen: else the keys that act on one are left to the browser. */
  readonly chosen: boolean;
  edit(): void;
  up(): void;
  down(): void;
  above(): void;
  below(): void;
  chart(): void;
  input(): void;
  delete(): void;
  undo(): void;
  toMarkdown(): void;
  toSql(): void;
  collapse(): void;
  stop(): void;
  move(direction: -1 | 1): void;
  run(next: boolean): void;
  help(): void;
}

const TWICE_MILLIS = 600;
const TYPING =
  "input, textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=option], [role=slider]";
const MODAL = "[aria-modal=true]";
const PRESSED_BY_KEY = "button, a, summary, [role=button]";

/** Listens while no text is being edited. */
export function useCellKeys(keys: CellKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    let before = { key: "", at: 0 };
    const listen = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const pressed = (event.key === "Enter" || event.key === " ") && target.closest(PRESSED_BY_KEY);
      // What has just been opened may not have the focus yet.
      const covered = document.querySelector(MODAL) !== null;
      if (pressed || covered || target.closest(TYPING) || event.defaultPrevented) {
        return;
      }
      const act = actionOf(event, before, latest.current.chosen);
      before = { key: event.key, at: event.timeStamp };
      if (act) {
        event.preventDefault();
        if (event.key === "d" || event.key === "i") {
          before = { key: "", at: 0 };
        }
        act(latest.current);
      }
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

function actionOf(
  event: KeyboardEvent,
  before: { key: string; at: number },
  chosen: boolean,
): ((keys: CellKeys) => void) | null {
  return chosen ? (actionOnCell(event, before) ?? actionOnPage(event)) : actionOnPage(event);
}

function actionOnCell(event: KeyboardEvent, before: { key: string; at: number }): ((keys: CellKeys) => void) | null {
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    const direction = event.key === "ArrowUp" ? -1 : 1;
    return (keys) => keys.move(direction);
  }
  if (event.key === "Enter") {
    if (event.shiftKey) {
      return (keys) => keys.run(true);
    }
    return event.ctrlKey || event.metaKey ? (keys) => keys.run(false) : (keys) => keys.edit();
  }
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return null;
  }
  const twice = before.key === event.key && event.timeStamp - before.at < TWICE_MILLIS;
  switch (event.key) {
    case "m":
      return (keys) => keys.toMarkdown();
    case "y":
      return (keys) => keys.toSql();
    case "o":
      return (keys) => keys.collapse();
    case "d":
      return twice ? (keys) => keys.delete() : null;
    case "i":
      return twice ? (keys) => keys.stop() : null;
    default:
      return null;
  }
}

function actionOnPage(event: KeyboardEvent): ((keys: CellKeys) => void) | null {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return null;
  }
  switch (event.key) {
    case "ArrowUp":
    case "k":
      return (keys) => keys.up();
    case "ArrowDown":
    case "j":
      return (keys) => keys.down();
    case "a":
      return (keys) => keys.above();
    case "b":
      return (keys) => keys.below();
    case "c":
      return (keys) => keys.chart();
    case "v":
      return (keys) => keys.input();
    case "z":
      return (keys) => keys.undo();
    case "?":
      return (keys) => keys.help();
    default:
      return null;
  }
}
