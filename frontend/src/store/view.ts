import { rowChecksum } from "../wire/checksum";
import type { DeltaFrame, Rows, Schema, SnapshotFrame, Totals, Value, ViewFrame } from "../wire/types";

/** A row as the table draws it. */
export interface Row {
  readonly id: number;
  readonly values: readonly Value[];
  readonly checksum: number;
  /** Columns that the newest change of the row changed; all for a new row, none for one of many that came at once. */
  readonly touched: readonly number[];
  /** The version in which that was, 0 for a row of a snapshot. */
  readonly touchedAt: number;
  /** How often the row was changed since it came. */
  readonly touches: number;
}

/** What a view's frames have come to. A value: a frame makes a new one. */
export interface View {
  readonly version: number;
  readonly schema: Schema;
  /** Ascending by id. */
  readonly rows: readonly Row[];
  readonly totals: Totals;
  readonly at: number;
  /** The sum of the rows' checksums, modulo 2^32. */
  readonly checksum: number;
}

/** Whether a frame starts from the version that the view has. */
export function fits(view: View | null, frame: ViewFrame): boolean {
  return frame.type === "snapshot" || view?.version === frame.from;
}

/** More new rows at once than a table shows are not marked: where all is marked, nothing is. */
const MOST_MARKED = 12;

/** `null`: the frame does not fit; a fresh snapshot is needed. */
export function applyFrame(view: View | null, frame: ViewFrame): View | null {
  const next = frame.type === "snapshot" ? applySnapshot(view, frame) : applyDelta(view, frame);
  if (next === null || next.rows.length !== frame.totals.heldRows || next.checksum !== frame.checksum) {
    return null;
  }
  return next;
}

function valuesAt(rows: Rows, index: number): readonly Value[] {
  return rows.columns.map((column) => column[index] ?? null);
}

function applySnapshot(before: View | null, frame: SnapshotFrame): View {
  let checksum = 0;
  const known = new Map(before?.rows.map((row) => [row.id, row]));
  const rows = frame.rows.ids.map((id, i): Row => {
    const values = valuesAt(frame.rows, i);
    const row = { id, values, checksum: rowChecksum(id, values), touched: [], touchedAt: 0, touches: 0 };
    checksum = (checksum + row.checksum) >>> 0;
    const same = known.get(id);
    return same?.checksum === row.checksum ? same : row;
  });
  return { version: frame.version, schema: frame.schema, rows, totals: frame.totals, at: frame.at, checksum };
}

/** The position of an id, or of the first above it. */
export function indexOf(rows: readonly Row[], id: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] as Row).id < id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function applyDelta(view: View | null, frame: DeltaFrame): View | null {
  if (view === null || !fits(view, frame)) {
    return null;
  }
  let checksum = view.checksum;
  const kept = indexOf(view.rows, frame.removedBelow);
  for (let i = 0; i < kept; i++) {
    checksum -= (view.rows[i] as Row).checksum;
  }
  // Copying 10,000 references takes a few microseconds: less than any cleverer structure costs its readers.
  let rows = view.rows.slice(kept);
  for (const id of frame.removed) {
    const row = rows[indexOf(rows, id)];
    if (row?.id !== id) {
      return null;
    }
    checksum -= row.checksum;
  }
  for (let i = 0; i < frame.updated.ids.length; i++) {
    const id = frame.updated.ids[i] as number;
    const at = indexOf(rows, id);
    const before = rows[at];
    if (before?.id !== id) {
      return null;
    }
    const after = changedRow(before, valuesAt(frame.updated, i), frame.to);
    checksum += after.checksum - before.checksum;
    rows[at] = after;
  }
  if (frame.removed.length > 0) {
    const gone = new Set(frame.removed);
    rows = rows.filter((row) => !gone.has(row.id));
  }
  const touched = frame.added.ids.length > MOST_MARKED ? [] : view.schema.columns.map((_, c) => c);
  for (let i = 0; i < frame.added.ids.length; i++) {
    const id = frame.added.ids[i] as number;
    const values = valuesAt(frame.added, i);
    const row = { id, values, checksum: rowChecksum(id, values), touched, touchedAt: frame.to, touches: 0 };
    checksum += row.checksum;
    rows.push(row);
  }
  const sum = ((checksum % 2 ** 32) + 2 ** 32) % 2 ** 32;
  return { version: frame.to, schema: view.schema, rows, totals: frame.totals, at: frame.at, checksum: sum };
}

function changedRow(before: Row, values: readonly Value[], version: number): Row {
  const touched: number[] = [];
  for (let c = 0; c < values.length; c++) {
    const value = values[c];
    const old = before.values[c];
    if (value !== old && (typeof value !== "object" || JSON.stringify(value) !== JSON.stringify(old))) {
      touched.push(c);
    }
  }
  const checksum = rowChecksum(before.id, values);
  return { id: before.id, values, checksum, touched, touchedAt: version, touches: before.touches + 1 };
}
