import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyFrame, type View } from "../src/store/view";
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
const schema: Schema = {
  columns: [
    { name: "a", type },
    { name: "b", type },
  ],
  upsertKey: [],
  mode: "update",
};

type Table = ReadonlyMap<number, readonly Value[]>;

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

const totals = (table: Table) => ({ heldRows: table.size, allRows: table.size, changes: 0, receivedChanges: 0 });

function snapshot(table: Table, version: number): SnapshotFrame {
  return {
    type: "snapshot",
    view: "v",
    version,
    schema,
    rows: rowsOf(table, [...table.keys()]),
    totals: totals(table),
    checksum: sum(table),
    changedAt: null,
    emittedAt: null,
    at: 0,
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
  snapshot: fc.nat(6),
});

describe("a view", () => {
  it("is after snapshot and deltas what a replay from empty gives", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const table = new Map<number, readonly Value[]>();
        let nextId = 1;
        let view: View | null = applyFrame(null, snapshot(table, 0));
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
          const delta: DeltaFrame = {
            type: "delta",
            view: "v",
            from: i,
            to: i + 1,
            removedBelow,
            removed,
            updated: rowsOf(
              table,
              [...updated].sort((a, b) => a - b),
            ),
            added: rowsOf(table, added),
            totals: totals(table),
            checksum: sum(table),
            changedAt: 0,
            emittedAt: 0,
            at: 0,
          };
          view = applyFrame(view, change.snapshot === 0 ? snapshot(table, i + 1) : delta);
          expect(view?.rows.map((row) => [row.id, row.values])).toEqual([...table]);
        });
      }),
      { numRuns: 300 },
    );
  });
});
