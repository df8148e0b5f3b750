import { collab, getClientID, getSyncedVersion, receiveUpdates, sendableUpdates } from "@codemirror/collab";
import { diff, presentableDiff } from "@codemirror/merge";
import { ChangeSet, EditorState, Text } from "@codemirror/state";
import type { TextUpdate } from "../wire/types";
import { firstPart } from "./textBatch";

/**
 * A text that is edited here and elsewhere: what the server last said, one batch of own changes that was sent and waits to
 * be confirmed, and what was typed since. Only one batch is on its way at a time, and what is typed meanwhile is composed:
 * so nothing has to be sent that was undone before.
 *
 *     agreed ──batch──▶ synced ──unsent──▶ text
 *
 * A value: each transition gives a new one. `synced` is a headless editor with CodeMirror's collab extension, which knows
 * the version and rebases the batch over the changes of others.
 */
export interface SharedText {
  readonly agreed: Text;
  readonly synced: EditorState;
  /** From `synced` to the text that is shown; null where it is shown as it is. */
  readonly unsent: ChangeSet | null;
}

/** A transition, with the change that it makes to the text that is shown; null where that stays. */
export interface Received {
  readonly next: SharedText;
  readonly shown: ChangeSet | null;
}

/** How long, in milliseconds, a comparison of two texts may look for the smallest difference. */
const COMPARISON = { scanLimit: 2_000, timeout: 200 };

/** Lines as the server counts them: a carriage return is a character, so that lengths agree. */
export function toText(text: string): Text {
  return Text.of(text.split("\n"));
}

/** @param client names this copy of the text among all that edit it; no two may share it */
export function sharedText(client: string, version: number, text: Text): SharedText {
  const synced = EditorState.create({ doc: text, extensions: collab({ startVersion: version, clientID: client }) });
  return { agreed: text, synced, unsent: null };
}

export function shownText(text: SharedText): Text {
  return text.unsent ? text.unsent.apply(text.synced.doc) : text.synced.doc;
}

export function versionOf(text: SharedText): number {
  return getSyncedVersion(text.synced);
}

export function batchOf(text: SharedText): TextUpdate | null {
  const batch = sendableUpdates(text.synced)[0];
  return batch ? { client: batch.clientID, changes: batch.changes.toJSON() } : null;
}

/** The changes that are on their way, from `agreed` to `synced`; null where there are none. */
export function sendableOf(text: SharedText): ChangeSet | null {
  return sendableUpdates(text.synced)[0]?.changes ?? null;
}

export function isSaved(text: SharedText): boolean {
  return text.unsent === null && sendableUpdates(text.synced).length === 0;
}

/** Own changes to the shown text. */
export function typed(text: SharedText, changes: ChangeSet): SharedText {
  return withUnsent(text, text.unsent ? text.unsent.compose(changes) : changes);
}

function withUnsent(text: SharedText, unsent: ChangeSet | null): SharedText {
  return { ...text, unsent: unsent?.empty ? null : unsent };
}

/** Makes a batch of what was typed, unless one is on its way. */
export function batched(text: SharedText): SharedText {
  if (text.unsent === null || batchOf(text)) {
    return text;
  }
  const [first, rest] = firstPart(text.unsent);
  return withUnsent({ ...text, synced: text.synced.update({ changes: first }).state }, rest);
}

/** Takes a batch back that the server will not have: its changes are typed, but not sent. */
export function unbatched(text: SharedText): SharedText {
  const batch = sendableUpdates(text.synced)[0]?.changes;
  if (!batch) {
    return text;
  }
  const own = text.unsent ? batch.compose(text.unsent) : batch;
  return withUnsent(sharedText(clientOf(text), versionOf(text), text.agreed), own);
}

/** The next update in the server's order, one's own or another's. Throws RangeError where it does not fit the text. */
export function received(text: SharedText, update: TextUpdate): Received {
  const changes = ChangeSet.fromJSON(update.changes);
  const agreed = changes.apply(text.agreed);
  const transaction = receiveUpdates(text.synced, [{ clientID: update.client, changes }]);
  const step = rebased({ ...text, agreed, synced: transaction.state }, transaction.changes);
  if (!batchOf(step.next) && !step.next.synced.doc.eq(agreed)) {
    // The server's text is another than was believed: it is right.
    const mended = reset(step.next, versionOf(step.next), agreed);
    const both = step.shown && mended.shown ? step.shown.compose(mended.shown) : (step.shown ?? mended.shown);
    return { next: mended.next, shown: both };
  }
  return step;
}

/** Brings what is unsent over a change of `synced`: what was there before comes first. */
function rebased(text: SharedText, theirs: ChangeSet): Received {
  if (theirs.empty) {
    return { next: text, shown: null };
  }
  const { unsent } = text;
  return unsent
    ? { next: withUnsent(text, unsent.map(theirs)), shown: theirs.map(unsent, true) }
    : { next: text, shown: theirs };
}

/** The server's text as a whole, where the single updates that led to it are not known. Own changes stay on top of it. */
export function reset(text: SharedText, version: number, target: Text): Received {
  const batch = sendableUpdates(text.synced)[0]?.changes ?? null;
  const stored = batch !== null && holds(target, text.agreed, text.synced.doc);
  const fresh = sharedText(clientOf(text), version, target);
  if (batch === null || stored) {
    return rebased({ ...fresh, unsent: text.unsent }, difference(text.synced.doc, target));
  }
  const theirs = difference(text.agreed, target);
  const kept = batch.map(theirs);
  const synced = fresh.synced.update({ changes: kept }).state;
  return rebased({ agreed: target, synced, unsent: text.unsent }, theirs.map(batch, true));
}

/**
 * Whether the server's text has the batch whose acknowledgement was lost: it is nearer to the text with the batch than to
 * the one without. Whole words are compared, so that single letters that others typed too do not count.
 */
function holds(target: Text, without: Text, withBatch: Text): boolean {
  if (target.eq(withBatch)) {
    return true;
  }
  return distance(withBatch, target) < distance(without, target);
}

function distance(before: Text, after: Text): number {
  return presentableDiff(before.toString(), after.toString(), COMPARISON).reduce(
    (sum, change) => sum + (change.toA - change.fromA) + (change.toB - change.fromB),
    0,
  );
}

function difference(before: Text, after: Text): ChangeSet {
  const changes = diff(before.toString(), after.toString(), COMPARISON).map((change) => ({
    from: change.fromA,
    to: change.toA,
    insert: after.slice(change.fromB, change.toB),
  }));
  return ChangeSet.of(changes, before.length);
}

function clientOf(text: SharedText): string {
  return getClientID(text.synced);
}
