import fc from "fast-check";
import { rowChecksum } from "../src/wire/checksum";
import type { DeltaFrame, Rows, Schema, SnapshotFrame, Value } from "../src/wire/types";

const type = {
  name: "BIGINT",
  nullable: true,
  precision: 0,
  scale: 0,
  children: [],
  fieldNames: [],
  summary: "BIGINT",
};
export const schema: Schema = {
  columns: [
    { name: "a", type },
    { name: "b", type },
  ],
  upsertKey: [],
  mode: "update",
  timeZone: "Z",
};

export type Table = ReadonlyMap<number, readonly Value[]>;

/** One version of a view as the server has it: all rows, how it came from the version before, and both as frames. */
export interface Version {
  readonly version: number;
  readonly table: Table;
  readonly snapshot: SnapshotFrame;
  /** From the version before; null for the first. */
  readonly delta: DeltaFrame | null;
}

function rowsOf(table: Table, ids: readonly number[]): Rows {
  return { ids, columns: [0, 1].map((column) => ids.map((id) => table.get(id)?.[column] ?? null)) };
}

function sum(table: Table): number {
  let total = 0;
  for (const [id, values] of table) {
    total = (total + rowChecksum(id, values)) >>> 0;
  }
  return total;
}

const common = (table: Table, version: number) => ({
  view: "v",
  totals: { heldRows: table.size, allRows: table.size, changes: version * 10, receivedChanges: version },
  checksum: sum(table),
  changedAt: 1_000 + version * 100,
  emittedAt: 1_040 + version * 100,
  at: 1_060 + version * 100,
});

export function snapshotOf(table: Table, version: number): SnapshotFrame {
  return { type: "snapshot", version, schema, rows: rowsOf(table, [...table.keys()]), ...common(table, version) };
}

/** A delta that adds rows to what the version before it had. */
export function addingDelta(before: Table, added: Table, version: number): DeltaFrame {
  return {
    type: "delta",
    from: version - 1,
    to: version,
    removedBelow: 0,
    removed: [],
    updated: rowsOf(new Map(), []),
    added: rowsOf(added, [...added.keys()]),
    ...common(new Map([...before, ...added]), version),
  };
}

const value = fc.oneof(
  fc.constant(null),
  fc.integer(),
  fc.string({ maxLength: 3 }),
  fc.boolean(),
  fc.constant("9007199254740993"),
);
const step = fc.record({
  evict: fc.nat(3),
  remove: fc.array(fc.nat(50), { maxLength: 3 }),
  update: fc.array(fc.tuple(fc.nat(50), value, value), { maxLength: 4 }),
  add: fc.array(fc.tuple(value, value), { maxLength: 4 }),
});

/** Random changes of a view that begins empty. */
export const histories: fc.Arbitrary<readonly Version[]> = fc.array(step, { maxLength: 40 }).map((steps) => {
  const table = new Map<number, readonly Value[]>();
  const versions: Version[] = [{ version: 0, table: new Map(), snapshot: snapshotOf(new Map(), 0), delta: null }];
  let nextId = 1;
  steps.forEach((change, i) => {
    const ids = [...table.keys()];
    const evicted = ids.slice(0, change.evict);
    const removedBelow = evicted.length > 0 ? (evicted.at(-1) as number) + 1 : 0;
    for (const id of evicted) table.delete(id);
    const removed = [...new Set(change.remove.map((n) => ids[n]))]
      .filter((id): id is number => id !== undefined && table.has(id))
      .sort((a, b) => a - b);
    for (const id of removed) table.delete(id);
    const updated = new Set<number>();
    for (const [n, a, b] of change.update) {
      const id = ids[n];
      if (id !== undefined && table.has(id)) {
        table.set(id, [a, b]);
        updated.add(id);
      }
    }
    const added = change.add.map((values) => {
      const id = nextId++;
      table.set(id, values);
      return id;
    });
    const version = i + 1;
    const delta: DeltaFrame = {
      type: "delta",
      from: i,
      to: version,
      removedBelow,
      removed,
      updated: rowsOf(
        table,
        [...updated].sort((a, b) => a - b),
      ),
      added: rowsOf(table, added),
      ...common(table, version),
    };
    versions.push({ version, table: new Map(table), snapshot: snapshotOf(table, version), delta });
  });
  return versions;
});
