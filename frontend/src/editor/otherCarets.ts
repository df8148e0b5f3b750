import { type Extension, StateEffect, type Text } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from "@codemirror/view";
import type { CellText } from "../store/cellText";
import type { OpenNotebook } from "../store/openNotebook";
import { nameOf } from "../store/people";
import type { Caret, Person } from "../wire/types";

/** Another's caret in this editor: `sent` as their page told it; null places where it is not known yet. */
interface OtherCaret {
  readonly person: Person;
  readonly sent: Caret;
  readonly place: { readonly anchor: number; readonly head: number } | null;
}

const placed = StateEffect.define<null>();

/** Shows where others write and what they have selected in a cell's text. */
export function otherCarets(notebook: OpenNotebook, cell: string, text: CellText): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet = Decoration.none;
      private carets: readonly OtherCaret[] = [];
      private readonly stop: () => void;
      private gone = false;

      constructor(private readonly view: EditorView) {
        this.stop = notebook.people.subscribe(() => this.soon());
      }

      /** An editor can't be changed while it is being updated. */
      private soon(): void {
        queueMicrotask(() => {
          if (!this.gone) {
            this.place();
            this.view.dispatch({ effects: placed.of(null) });
          }
        });
      }

      private place(): void {
        const known = new Map(this.carets.map((caret) => [caret.person.client, caret]));
        this.carets = notebook.people.peek().shown.flatMap((person) => {
          const sent = person.caret;
          if (person.cell !== cell || sent === null) {
            return [];
          }
          const before = known.get(person.client);
          // One that did not move was taken along with the text, however long ago it was told.
          const stays = before?.place && isSame(before.sent, sent);
          return [{ person, sent, place: stays ? before.place : text.placeOf(sent) }];
        });
      }

      update(update: ViewUpdate): void {
        if (update.docChanged) {
          this.carets = this.carets.map((caret) => ({
            ...caret,
            place: caret.place && {
              anchor: update.changes.mapPos(caret.place.anchor, 1),
              head: update.changes.mapPos(caret.place.head, 1),
            },
          }));
          if (this.carets.some(({ place }) => place === null)) {
            this.soon();
          }
        }
        if (
          update.docChanged ||
          update.transactions.some(({ effects }) => effects.some((effect) => effect.is(placed)))
        ) {
          this.decorations = decorationsOf(this.carets, update.state.doc);
        }
      }

      destroy(): void {
        this.gone = true;
        this.stop();
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

/** Tells where the person at this page writes in a cell's text. */
export function ownCaret(notebook: OpenNotebook, cell: string, text: CellText): Extension {
  return ViewPlugin.fromClass(
    class {
      constructor(private readonly view: EditorView) {}

      update(update: ViewUpdate): void {
        if (update.view.hasFocus && (update.focusChanged || update.selectionSet || update.docChanged)) {
          notebook.place.edits(cell, () => {
            const { anchor, head } = this.view.state.selection.main;
            return text.caretAt(anchor, head);
          });
        } else if (update.focusChanged && document.hasFocus()) {
          notebook.place.leaves(cell);
        }
      }

      destroy(): void {
        notebook.place.leaves(cell);
      }
    },
  );
}

function isSame(one: Caret, other: Caret): boolean {
  return one.version === other.version && one.anchor === other.anchor && one.head === other.head;
}

function decorationsOf(carets: readonly OtherCaret[], doc: Text): DecorationSet {
  const ranges: { from: number; to: number; decoration: Decoration }[] = [];
  for (const { person, place } of carets) {
    if (place && Math.max(place.anchor, place.head) <= doc.length) {
      const from = Math.min(place.anchor, place.head);
      const to = Math.max(place.anchor, place.head);
      if (from < to) {
        ranges.push({ from, to, decoration: Decoration.mark({ class: `other-selection person-${person.colour}` }) });
      }
      const widget = new CaretWidget(nameOf(person), person.colour, doc.lineAt(place.head).number === 1, place.head);
      ranges.push({ from: place.head, to: place.head, decoration: Decoration.widget({ widget, side: 1 }) });
    }
  }
  return Decoration.set(
    ranges.map(({ from, to, decoration }) => decoration.range(from, to)),
    true,
  );
}

class CaretWidget extends WidgetType {
  constructor(
    private readonly name: string,
    private readonly colour: number,
    /** There is no room above it. */
    private readonly top: boolean,
    private readonly at: number,
  ) {
    super();
  }

  /** One that moved is made anew, so that its name shows again. */
  override eq(other: CaretWidget): boolean {
    return this.name === other.name && this.colour === other.colour && this.top === other.top && this.at === other.at;
  }

  toDOM(): HTMLElement {
    const caret = document.createElement("span");
    caret.className = `other-caret person-${this.colour}`;
    caret.dataset.testid = "other-caret";
    // Not as text: that is only what the cell holds.
    caret.dataset.name = this.name;
    caret.toggleAttribute("data-below", this.top);
    caret.setAttribute("aria-hidden", "true");
    return caret;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}
