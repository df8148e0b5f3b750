import { sameValues } from "../store/inputRules";
import type { DashboardInput } from "../wire/input";

/** The inputs of one of the notebooks that a dashboard shows something of. */
export interface NotebookInputs {
  readonly notebook: string;
  readonly title: string;
  readonly inputs: readonly DashboardInput[];
}

/** The inputs by notebook, both in the order that the server told. */
export function perNotebook(inputs: readonly DashboardInput[]): readonly NotebookInputs[] {
  const groups = new Map<string, DashboardInput[]>();
  for (const input of inputs) {
    const group = groups.get(input.notebook);
    if (group) {
      group.push(input);
    } else {
      groups.set(input.notebook, [input]);
    }
  }
  return [...groups].map(([notebook, of]) => ({ notebook, title: of[0]?.notebookTitle ?? "", inputs: of }));
}

/** Whether a viewer sees the dashboard with a value of their own. */
export function isOwn(input: DashboardInput): boolean {
  return input.scope === "own" && !sameValues(input.values, input.sharedValues);
}
