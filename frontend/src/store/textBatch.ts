import { ChangeSet, type Text } from "@codemirror/state";

/** UTF-16 units of inserted text in one batch. As JSON a unit takes at most 6 bytes, and a message is below 1 MiB. */
const MOST_INSERTED = 100_000;
/** Replacements in one batch: each takes some 20 bytes of JSON besides its text. */
const MOST_REPLACEMENTS = 10_000;

/**
 * What of these changes goes into one message, and what comes after it (null where all fit): the second, applied after the
 * first, gives the same text.
 */
export function firstPart(
  changes: ChangeSet,
  mostInserted = MOST_INSERTED,
  mostReplacements = MOST_REPLACEMENTS,
): readonly [ChangeSet, ChangeSet | null] {
  const first: { from: number; to: number; insert: Text }[] = [];
  const rest: { from: number; to: number; insert: Text }[] = [];
  let inserted = 0;
  let grown = 0;
  changes.iterChanges((fromA, toA, _fromB, _toB, insert) => {
    const room = mostInserted - inserted;
    if (rest.length === 0 && first.length < mostReplacements && insert.length <= room) {
      first.push({ from: fromA, to: toA, insert });
      inserted += insert.length;
      grown += insert.length - (toA - fromA);
    } else if (rest.length === 0 && first.length < mostReplacements && room > 0) {
      const cut = cutOf(insert, room);
      first.push({ from: fromA, to: toA, insert: insert.slice(0, cut) });
      rest.push({ from: fromA + grown + cut, to: fromA + grown + cut, insert: insert.slice(cut) });
      grown += cut - (toA - fromA);
    } else {
      rest.push({ from: fromA + grown, to: toA + grown, insert });
    }
  });
  if (rest.length === 0) {
    return [changes, null];
  }
  const part = ChangeSet.of(first, changes.length);
  return [part, ChangeSet.of(rest, part.newLength)];
}

/** A place to cut at that leaves no half of a surrogate pair. */
function cutOf(insert: Text, room: number): number {
  const unit = insert.sliceString(room - 1, room).charCodeAt(0);
  return unit >= 0xd800 && unit <= 0xdbff ? room - 1 : room;
}
