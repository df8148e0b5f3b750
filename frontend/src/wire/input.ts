/** Inputs: values that SQL names as `${name}` and that whoever looks can change. */

export type InputType = "text" | "number" | "date" | "timestamp";
/** Any value of the type; one, or several, of those that are offered. */
export type InputChoice = "free" | "one" | "several";
export type InputWidget = "field" | "slider" | "select" | "buttons";

export type InputOptions =
  | { readonly kind: "list"; readonly values: readonly string[] }
  /** What a column of a SQL cell's result has now. `cell` is null while none is chosen. */
  | { readonly kind: "query"; readonly cell: string | null; readonly column: string };

export interface Input {
  readonly name: string;
  /** Empty: it is called by its name. */
  readonly label: string;
  readonly type: InputType;
  readonly choice: InputChoice;
  /** Null where any value may be given. */
  readonly options: InputOptions | null;
  /** Every value is the text that docs/protocol.md has for its type. None: no value, which is NULL in SQL. */
  readonly default: readonly string[];
  readonly widget: InputWidget;
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly step: string | null;
  readonly viewersMayChange: boolean;
}

export interface InputCell {
  readonly id: string;
  readonly kind: "input";
  readonly collapsed: boolean;
  readonly input: Input;
  readonly values: readonly string[];
}

/** What a change by this person does: it is everybody's, theirs alone, or not allowed. */
export type InputScope = "shared" | "own" | "none";

/** An input of a notebook of which a dashboard shows something. */
export interface DashboardInput {
  readonly notebook: string;
  readonly notebookTitle: string;
  readonly cell: string;
  readonly input: Input;
  /** With which this page's tiles are shown. */
  readonly values: readonly string[];
  /** The notebook's. */
  readonly sharedValues: readonly string[];
  readonly scope: InputScope;
}

/** What an input is called on the page. */
export function labelOf(input: Pick<Input, "name" | "label">): string {
  return input.label || input.name;
}
