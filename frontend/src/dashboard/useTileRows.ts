import type { ReadonlySignal } from "@preact/signals-core";
import { type RefObject, useRef } from "react";
import { useSight } from "../shell/useSight";
import { useViewState, useWatchedView } from "../store/context";
import { useSignal } from "../store/useSignal";
import { NO_SIGNALS } from "../store/watchedView";
import type { TileSource } from "../wire/dashboard";
import { type HeldRows, heldRows } from "./heldRows";
import { statementOf } from "./note";

export interface TileRows {
  /** Null as long as there never were any. */
  readonly rows: HeldRows | null;
  /** They are of a run before the newest, which has none yet. */
  readonly earlier: boolean;
}

/**
 * The rows of what a tile shows, watched while the element is near the screen.
 *
 * @param upToDate whether the source is what the server has now
 */
export function useTileRows(
  element: RefObject<HTMLElement | null>,
  source: TileSource | null,
  upToDate: ReadonlySignal<boolean>,
): TileRows {
  const statement = statementOf(source);
  const wanted = statement?.result?.view ?? null;
  const sight = useSight(element);
  const watched = useWatchedView(wanted, sight !== "far");
  // The view of the run before is held a moment longer: its rows are not those of this one.
  const current = watched?.id === wanted ? watched : null;
  const view = useViewState(current, sight === "shown");
  const known = useSignal((current ?? NO_SIGNALS).known);
  const online = useSignal(upToDate);
  const held = useRef<HeldRows | null>(null);
  held.current = heldRows(held.current, { view, statement, answering: online && known });
  return { rows: held.current, earlier: held.current !== null && held.current.view !== view };
}
