import { ChangeSet } from "@codemirror/state";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CellText, type TextServer } from "../src/store/cellText";
import { initialsOf, nameOf, OwnPlace } from "../src/store/people";
import { toText } from "../src/store/sharedText";
import type { Caret } from "../src/wire/types";

const server: TextServer = {
  isReady: () => false,
  push: async () => "unreachable",
  fetch: () => undefined,
  reopen: () => undefined,
  changed: () => undefined,
};

const insertion = (at: number, insert: string, length: number) => ChangeSet.of({ from: at, insert }, length);

describe("another's caret", () => {
  it("stays between the same letters, whatever is typed elsewhere by others and here", () => {
    const steps = fc.array(fc.record({ own: fc.boolean(), part: fc.double({ min: 0, max: 1, noNaN: true }) }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(fc.nat(10), steps, (at, edits) => {
        const text = new CellText("here", 0, "0123456789", server);
        const caret: Caret = { version: 0, anchor: at, head: at };
        let agreed = "0123456789";
        let version = 0;
        for (const { own, part } of edits) {
          if (own) {
            const shown = text.text;
            const place = text.placeOf(caret)?.head ?? Number.NaN;
            const from = Math.floor(part * shown.length);
            // Not right at the caret, where both sides are right.
            if (from !== place) {
              text.typed(insertion(from, "own", shown.length));
            }
          } else {
            const from = Math.floor(part * agreed.length);
            const changes = insertion(from, "theirs", agreed.length);
            agreed = changes.apply(toText(agreed)).toString();
            text.received(version, [{ client: "there", changes: changes.toJSON() }]);
            version++;
          }
          const place = text.placeOf(caret);
          const digitsBefore = text.text.sliceString(0, place?.head).replace(/[a-z]/g, "");
          expect(digitsBefore).toBe("0123456789".slice(0, at));
        }
      }),
    );
  });

  it("is not known before its version has come, nor one's own while its text is not stored", () => {
    const text = new CellText("here", 3, "abc", server);
    expect(text.placeOf({ version: 4, anchor: 1, head: 2 })).toBeNull();
    text.received(3, [{ client: "there", changes: insertion(0, "xy", 3).toJSON() }]);
    expect(text.placeOf({ version: 4, anchor: 1, head: 2 })).toEqual({ anchor: 1, head: 2 });
    expect(text.placeOf({ version: 3, anchor: 1, head: 2 })).toEqual({ anchor: 3, head: 4 });
    expect(text.placeOf({ version: 2, anchor: 1, head: 2 })).toBeNull();
    expect(text.caretAt(2, 5)).toEqual({ version: 4, anchor: 2, head: 5 });
    text.typed(insertion(0, "!", 5));
    expect(text.caretAt(3, 3)).toBeNull();
  });
});

describe("one's own place", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is told when it changed, seldom, and again to a server that forgot it", () => {
    const told: unknown[] = [];
    let online = true;
    let caret: Caret | null = { version: 1, anchor: 0, head: 0 };
    const place = new OwnPlace((where) => {
      if (online) {
        told.push(where);
      }
      return online;
    });
    for (let i = 0; i < 50; i++) {
      place.chose(`c${i}`);
    }
    vi.advanceTimersByTime(1_000);
    expect(told).toEqual([{ cell: "c49", caret: null }]);
    place.edits("c49", () => caret);
    vi.advanceTimersByTime(1_000);
    expect(told.at(-1)).toEqual({ cell: "c49", caret });
    caret = null;
    place.moved();
    vi.advanceTimersByTime(1_000);
    expect(told).toHaveLength(2);
    online = false;
    place.leaves("c49");
    vi.advanceTimersByTime(1_000);
    expect(told).toHaveLength(2);
    online = true;
    place.forgotten();
    vi.advanceTimersByTime(1_000);
    expect(told.at(-1)).toEqual({ cell: "c49", caret: null });
  });
});

describe("a name", () => {
  it("is shown by its initials, and who has none is a guest", () => {
    expect(["Ada", "ada lovelace", "Ada King Lovelace", "  ", "😀 smile"].map(initialsOf)).toEqual([
      "A",
      "AL",
      "AL",
      "",
      "😀S",
    ]);
    expect(nameOf({ name: null })).toBe("Guest");
  });
});
