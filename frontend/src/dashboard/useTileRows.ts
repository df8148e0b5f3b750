import { type RefObject, useRef } from "react";
import { useSight } from "../shell/useSight";
import { useViewState, useWatchedView } from "../store/context";
import type { OpenDashboard } from "../store/openDashboard";
import { useSignal } from "../store/useSignal";
import { NO_SIGNALS } from "../store/watchedView";
import type { TileSource } from "../wire/dashboard";
import type { DashboardInput } from "../wire/input";
import { type HeldRows, heldRows } from "./heldRows";
import { statementOf } from "./note";

export interface TileRows {
  /** Null as long as there never were any. */
  readonly rows: HeldRows | null;
  /** They are of a run before the newest, with other values of its inputs. */
  readonly other: boolean;
}

/** The rows of what a tile shows, watched while the element is near the screen. */
export function useTileRows(
  element: RefObject<HTMLElement | null>,
  source: TileSource | null,
  dashboard: OpenDashboard,
): TileRows {
  const statement = statementOf(source);
  const wanted = statement?.result?.view ?? null;
  const sight = useSight(element);
  const watched = useWatchedView(wanted, sight !== "far");
  // The view of the run before is held a moment longer: its rows are not those of this one.
  const current = watched?.id === wanted ? watched : null;
  const view = useViewState(current, sight === "shown");
  const known = useSignal((current ?? NO_SIGNALS).known);
  const online = useSignal(dashboard.online);
  const values = inputValuesOf(source, useSignal(dashboard.inputs.list));
  const held = useRef<HeldRows | null>(null);
  held.current = heldRows(held.current, { view, statement, answering: online && known });
  /** Of the rows that are held. */
  const made = useRef({ view: wanted, values });
  const earlier = held.current !== null && held.current.view !== view;
  if (!earlier && made.current.view !== wanted) {
    made.current = { view: wanted, values };
  }
  return { rows: held.current, other: earlier && made.current.values !== values };
}

/** The values of the inputs that a source's query uses, as one text. */
function inputValuesOf(source: TileSource | null, inputs: readonly DashboardInput[]): string {
  const used = inputs.filter(
    ({ notebook, input }) => notebook === source?.notebook && source.inputs.includes(input.name),
  );
  return JSON.stringify(used.map(({ input, values }) => [input.name, values]));
}
