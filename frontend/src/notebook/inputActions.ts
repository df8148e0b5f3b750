/** What can be done about the inputs of a notebook from its cells. */
export interface InputActions {
  /** Goes to a cell. */
  go(cell: string): void;
  /** Adds an input of this name, and asks what it is. */
  add(name: string): void;
  /** Asks what an input is. */
  settings(cell: string): void;
}
