import type { OfferedValues } from "../store/notebookInputs";
import type { Input } from "../wire/input";

/** What every widget of an input is given. */
export interface WidgetProps {
  /** Of the element that the label is for. */
  readonly id: string;
  readonly input: Input;
  readonly values: readonly string[];
  /** Why the last change was refused; null where it was not. */
  readonly problem: string | null;
  readonly change: (values: readonly string[]) => void;
  /** Asks for what a query offers to choose from. Rejects with the reason where that can't be had. */
  readonly offer: () => Promise<OfferedValues>;
}
