import type { Dashboard, DashboardEdit } from "../wire/dashboard";
import { applyDashboardEdit, inverseOf } from "./dashboard";

/** What can be undone and redone, each newest last. A value. */
export interface DashboardHistory {
  readonly undo: readonly DashboardEdit[];
  readonly redo: readonly DashboardEdit[];
}

export const NO_HISTORY: DashboardHistory = { undo: [], redo: [] };

const MOST_STEPS = 100;

function withStep(steps: readonly DashboardEdit[], step: DashboardEdit | null): readonly DashboardEdit[] {
  return step === null ? steps : [...steps, step].slice(-MOST_STEPS);
}

/** After a person's own edit: it can be undone, and what was undone before can't be redone any more. */
export function afterEdit(history: DashboardHistory, dashboard: Dashboard, edit: DashboardEdit): DashboardHistory {
  const inverse = inverseOf(dashboard, edit);
  return inverse === null ? history : { undo: withStep(history.undo, inverse), redo: [] };
}

/**
 * One step back or forth: the edit that makes it, null where there is none. Steps that mean nothing any more, because of what
 * others did since, are passed over.
 */
export function step(
  history: DashboardHistory,
  dashboard: Dashboard,
  direction: "undo" | "redo",
): { readonly history: DashboardHistory; readonly edit: DashboardEdit | null } {
  const from = [...history[direction]];
  for (let edit = from.pop(); edit; edit = from.pop()) {
    if (applyDashboardEdit(dashboard, edit) !== dashboard) {
      const opposite = direction === "undo" ? "redo" : "undo";
      const back = withStep(history[opposite], inverseOf(dashboard, edit));
      const next = direction === "undo" ? { undo: from, redo: back } : { undo: back, redo: from };
      return { history: next, edit };
    }
  }
  return { history: { ...history, [direction]: [] }, edit: null };
}
