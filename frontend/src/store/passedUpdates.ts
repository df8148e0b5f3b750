import type { ChangeSet } from "@codemirror/state";

const MOST = 500;

/** The newest updates of a text, to take a place in an earlier version of it to a later one. */
export class PassedUpdates {
  private readonly updates: ChangeSet[] = [];
  /** The version before the first of them. */
  private first = 0;

  /** @param version before the update */
  add(version: number, changes: ChangeSet): void {
    if (version !== this.first + this.updates.length) {
      this.clear();
      this.first = version;
    }
    this.updates.push(changes);
    if (this.updates.length > MOST) {
      this.updates.shift();
      this.first++;
    }
  }

  /** What is remembered does not lead to the text that there is now. */
  clear(): void {
    this.updates.length = 0;
    this.first = 0;
  }

  /** What led from one version to another; null where it has not come yet, or is forgotten. */
  between(from: number, to: number): readonly ChangeSet[] | null {
    if (from === to) {
      return [];
    }
    if (from > to || from < this.first || to > this.first + this.updates.length) {
      return null;
    }
    return this.updates.slice(from - this.first, to - this.first);
  }
}
