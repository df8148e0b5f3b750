import { ChangeSet, Text } from "@codemirror/state";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstPart } from "../src/store/textBatch";

const changes = fc.array(
  fc.record({
    from: fc.nat(60),
    length: fc.nat(5),
    insert: fc.string({ unit: fc.constantFrom("a", "\n", "😀"), maxLength: 12 }),
  }),
  { maxLength: 8 },
);

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

describe("a batch of changes", () => {
  it("is the first part of them, within its bounds, and the rest gives the same text", () => {
    fc.assert(
      fc.property(
        changes,
        fc.integer({ min: 2, max: 20 }),
        fc.integer({ min: 1, max: 4 }),
        (specs, inserted, replaced) => {
          const text = Text.of("0123456789".repeat(7).split("\n"));
          const sorted = [...specs].sort((one, other) => one.from - other.from);
          const apart = sorted.filter((spec, i) => i === 0 || spec.from > (sorted[i - 1]?.from ?? 0) + 6);
          const all = ChangeSet.of(
            apart.map(({ from, length, insert }) => ({ from, to: from + length, insert: Text.of(insert.split("\n")) })),
            text.length,
          );
          let result = text;
          let rest: ChangeSet | null = all;
          for (let round = 0; rest && round < 200; round++) {
            const [first, after]: readonly [ChangeSet, ChangeSet | null] = firstPart(rest, inserted, replaced);
            let units = 0;
            let parts = 0;
            first.iterChanges((_fromA, _toA, _fromB, _toB, insert) => {
              units += insert.length;
              parts++;
            });
            expect(units).toBeLessThanOrEqual(inserted);
            expect(parts).toBeLessThanOrEqual(replaced);
            result = first.apply(result);
            expect(result.toString()).not.toMatch(LONE_SURROGATE);
            rest = after;
          }
          expect(rest).toBeNull();
          expect(result.toString()).toBe(all.apply(text).toString());
        },
      ),
    );
  });
});
