import { assertNever } from "../wire/types";

/** Where a tab's connection stands, and how it moves; docs/protocol.md draws it. Pure: time and chance come in. */
export type ConnectionState =
  | { readonly name: "offline" }
  | { readonly name: "connecting"; readonly attempt: number }
  | { readonly name: "online" }
  | { readonly name: "waiting"; readonly attempt: number; readonly delayMillis: number }
  | { readonly name: "signedOut" };

export type ConnectionEvent =
  | { readonly name: "open" }
  | { readonly name: "welcome" }
  | { readonly name: "lost"; readonly jitter: number }
  | { readonly name: "retry" }
  | { readonly name: "signedOut" }
  | { readonly name: "close" };

const FIRST_DELAY_MILLIS = 500;
const LONGEST_DELAY_MILLIS = 10_000;

/** @param jitter from 0 to 1: spreads the browsers that a restarted server would else see all at once */
export function retryDelay(attempt: number, jitter: number): number {
  const full = Math.min(FIRST_DELAY_MILLIS * 2 ** attempt, LONGEST_DELAY_MILLIS);
  return Math.round(full * (0.5 + jitter / 2));
}

export function nextState(state: ConnectionState, event: ConnectionEvent): ConnectionState {
  switch (event.name) {
    case "open":
      return state.name === "offline" || state.name === "signedOut" ? { name: "connecting", attempt: 0 } : state;
    case "welcome":
      return state.name === "connecting" ? { name: "online" } : state;
    case "lost": {
      if (state.name !== "connecting" && state.name !== "online") {
        return state;
      }
      const attempt = state.name === "connecting" ? state.attempt + 1 : 0;
      return { name: "waiting", attempt, delayMillis: retryDelay(attempt, event.jitter) };
    }
    case "retry":
      return state.name === "waiting" ? { name: "connecting", attempt: state.attempt } : state;
    case "signedOut":
      return state.name === "offline" ? state : { name: "signedOut" };
    case "close":
      return { name: "offline" };
    default:
      return assertNever(event);
  }
}
