import type { Caret, People } from "../wire/types";

export const NOBODY: People = { shown: [], more: 0 };

/** What somebody is called to whom no account gives a name. */
export function nameOf(person: { readonly name: string | null }): string {
  return person.name ?? "Guest";
}

/** One or two letters that stand for a name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? "")][0] ?? "");
  return letters.join("").toLocaleUpperCase();
}

/** Where this page's person is, as it is told to the server. */
interface Place {
  readonly cell: string | null;
  readonly caret: Caret | null;
}

const TELL_MILLIS = 100;

/** Tells where this page's person is in a notebook: only what changed, at most ten times a second, and the last for certain. */
export class OwnPlace {
  private cell: string | null = null;
  private editor: { readonly cell: string; readonly locate: () => Caret | null } | null = null;
  private told = "";
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param tell sends a place; false where there is no connection */
  constructor(private readonly tell: (place: Place) => boolean) {}

  /** A cell was chosen. */
  chose(cell: string | null): void {
    this.cell = cell;
    this.moved();
  }

  /** @param locate gives the caret; null while it stands in text that only this page has */
  edits(cell: string, locate: () => Caret | null): void {
    this.editor = { cell, locate };
    this.moved();
  }

  leaves(cell: string): void {
    if (this.editor?.cell === cell) {
      this.editor = null;
      this.moved();
    }
  }

  /** The place, or how it can be told, may be another now. */
  moved(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.tellNow();
    }, TELL_MILLIS);
  }

  /** The server knows nothing of it: the connection is a new one. */
  forgotten(): void {
    this.told = "";
    this.moved();
  }

  private tellNow(): void {
    const { editor } = this;
    const caret = editor?.locate() ?? null;
    if (editor && caret === null) {
      // Told once its text is stored.
      return;
    }
    const place = { cell: editor?.cell ?? this.cell, caret };
    const text = JSON.stringify(place);
    if (text !== this.told && this.tell(place)) {
      this.told = text;
    }
  }
}
