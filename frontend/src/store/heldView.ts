import type { ViewFrame } from "../wire/types";
import { applyFrame, fits, type View } from "./view";

/** What this tab holds of a view, and whether it can be trusted. A value: each frame makes a new one. */
export interface HeldView {
  /** Its row count and checksum are those that the server gave for its version. */
  readonly view: View | null;
  /** A snapshot was asked for: until it comes, deltas of what was before say nothing. */
  readonly awaitsSnapshot: boolean;
  /** How often a frame did not lead to what the server said it leads to. */
  readonly mismatches: number;
  /** Snapshots in a row that did not have the checksum they came with. */
  readonly refusedSnapshots: number;
}

export const NOTHING_HELD: HeldView = { view: null, awaitsSnapshot: false, mismatches: 0, refusedSnapshots: 0 };

/**
 * What a frame leads to.
 * `applied`: the view is the frame's version. `ignored`: it belongs to what a snapshot is about to replace.
 * `gap`: a delta from another version. `mismatch`: it gives other rows than the server has. After these two the view is
 * as it was, and a snapshot is needed.
 */
export type Outcome = "applied" | "ignored" | "gap" | "mismatch";

export function receiveFrame(held: HeldView, frame: ViewFrame): { readonly held: HeldView; readonly outcome: Outcome } {
  if (frame.type === "delta" && held.awaitsSnapshot) {
    return { held, outcome: "ignored" };
  }
  if (!fits(held.view, frame)) {
    return { held: { ...held, awaitsSnapshot: true }, outcome: "gap" };
  }
  const view = applyFrame(held.view, frame);
  if (view) {
    return { held: { ...held, view, awaitsSnapshot: false, refusedSnapshots: 0 }, outcome: "applied" };
  }
  const refusedSnapshots = held.refusedSnapshots + (frame.type === "snapshot" ? 1 : 0);
  return {
    held: { ...held, awaitsSnapshot: true, mismatches: held.mismatches + 1, refusedSnapshots },
    outcome: "mismatch",
  };
}
