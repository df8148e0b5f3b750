import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ConnectionEvent, type ConnectionState, nextState, retryDelay } from "../src/connection/state";

const events: readonly ConnectionEvent[] = [
  { name: "open" },
  { name: "welcome" },
  { name: "lost", jitter: 0.5 },
  { name: "retry" },
  { name: "signedOut" },
  { name: "close" },
];

describe("the connection", () => {
  it("goes from offline to online, waits when it is lost, and comes back", () => {
    const names: string[] = [];
    let state: ConnectionState = { name: "offline" };
    for (const name of ["open", "welcome", "lost", "retry", "lost", "retry", "welcome"] as const) {
      state = nextState(state, name === "lost" ? { name, jitter: 1 } : { name });
      names.push(state.name === "waiting" ? `waiting ${state.delayMillis}` : state.name);
    }
    expect(names).toEqual([
      "connecting",
      "online",
      "waiting 500",
      "connecting",
      "waiting 1000",
      "connecting",
      "online",
    ]);
  });

  it("never waits longer than ten seconds nor retries at once", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, jitter) => {
        const delay = retryDelay(attempt, jitter);
        expect(delay).toBeGreaterThanOrEqual(250);
        expect(delay).toBeLessThanOrEqual(10_000);
      }),
    );
  });

  it("is online only after a welcome on an open connection", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 30 }), (sequence) => {
        let state: ConnectionState = { name: "offline" };
        for (const event of sequence) {
          const next: ConnectionState = nextState(state, event);
          if (next.name === "online" && state.name !== "online") {
            expect([state.name, event.name]).toEqual(["connecting", "welcome"]);
          }
          state = next;
        }
      }),
    );
  });
});
