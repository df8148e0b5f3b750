import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NOTHING_HELD, receiveFrame } from "../src/store/heldView";
import { applyFrame, type View } from "../src/store/view";
import { histories, type Version } from "./histories";

const rowsOf = (view: View | null) => view?.rows.map((row) => [row.id, row.values]);

describe("a view", () => {
  it("is after snapshot and deltas what a replay from empty gives", () => {
    fc.assert(
      fc.property(histories, fc.infiniteStream(fc.nat(6)), (history, choices) => {
        let view: View | null = null;
        for (const { snapshot, delta, table } of history) {
          view = applyFrame(view, delta === null || choices.next().value === 0 ? snapshot : delta);
          expect(rowsOf(view)).toEqual([...table]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is never wrong whatever gets lost or broken, and right again with the snapshot that it asks for", () => {
    const fate = fc.constantFrom("sent", "sent", "sent", "lost", "broken");
    fc.assert(
      fc.property(histories, fc.infiniteStream(fate), (history, fates) => {
        let held = receiveFrame(NOTHING_HELD, (history[0] as Version).snapshot).held;
        let mismatches = 0;
        for (const { version, snapshot, delta, table } of history.slice(1)) {
          const how = fates.next().value;
          if (how === "lost" || delta === null) {
            continue;
          }
          const before = held;
          const frame = how === "broken" ? { ...delta, checksum: delta.checksum ^ 1 } : delta;
          const received = receiveFrame(held, frame);
          held = received.held;
          if (received.outcome === "applied") {
            expect(how).toBe("sent");
            expect(rowsOf(held.view)).toEqual([...table]);
            continue;
          }
          expect(received.outcome).toBe(before.view?.version === version - 1 ? "mismatch" : "gap");
          mismatches += received.outcome === "mismatch" ? 1 : 0;
          expect(held.view).toBe(before.view);
          expect(receiveFrame(held, delta).outcome).toBe("ignored");
          held = receiveFrame(held, snapshot).held;
          expect(rowsOf(held.view)).toEqual([...table]);
          expect(held).toMatchObject({ awaitsSnapshot: false, mismatches });
        }
      }),
      { numRuns: 300 },
    );
  });

  it("keeps what it has while a snapshot does not have the checksum that it came with", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const last = history.at(-1) as Version;
        const first = receiveFrame(NOTHING_HELD, (history[0] as Version).snapshot).held;
        const refused = receiveFrame(first, { ...last.snapshot, checksum: last.snapshot.checksum ^ 1 });
        expect(refused.outcome).toBe("mismatch");
        expect(refused.held).toMatchObject({
          view: first.view,
          awaitsSnapshot: true,
          mismatches: 1,
          refusedSnapshots: 1,
        });
        expect(receiveFrame(refused.held, last.snapshot).held).toMatchObject({ mismatches: 1, refusedSnapshots: 0 });
      }),
    );
  });
});
