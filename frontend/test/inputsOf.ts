import { newInput } from "../src/store/inputRules";
import type { DashboardInput, Input, InputCell } from "../src/wire/input";

/** What tests of inputs start from. */

export function inputNamed(name: string, more: Partial<Input> = {}): Input {
  return { ...newInput(name), ...more };
}

export function listInput(name: string, ...values: readonly string[]): Input {
  return inputNamed(name, { choice: "one", widget: "select", options: { kind: "list", values } });
}

export function inputCell(id: string, input: Input, values: readonly string[] = input.default): InputCell {
  return { id, kind: "input", collapsed: false, input, values };
}

export function dashboardInput(cell: string, more: Partial<DashboardInput> = {}): DashboardInput {
  const values = more.values ?? ["red"];
  return {
    notebook: "n",
    notebookTitle: "N",
    cell,
    input: listInput("colour", "red", "blue", "green"),
    values,
    sharedValues: values,
    scope: "shared",
    ...more,
  };
}

/** How SQL names an input. */
export function named(name: string): string {
  return `\${${name}}`;
}
