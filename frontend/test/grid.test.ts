import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  changedPlaces,
  type Direction,
  firstFreePlace,
  inReadingOrder,
  laidOut,
  moved,
  resized,
} from "../src/store/grid";
import { overlapping, places, tileAt, tileLists } from "./tiles";

const directions = fc.constantFrom<Direction>("left", "right", "up", "down");

describe("tiles on the grid", () => {
  it("neither overlap nor leave a gap above them, keep their columns, and are laid out once and for all", () => {
    fc.assert(
      fc.property(tileLists, (tiles) => {
        const shown = laidOut(tiles);
        expect(overlapping(shown)).toBe(false);
        for (const tile of shown) {
          const before = tiles.find(({ id }) => id === tile.id);
          expect({ ...tile, y: 0 }).toEqual({ ...before, y: 0 });
          const higher = { ...tile, y: tile.y - 1 };
          expect(tile.y === 0 || overlapping([higher, ...shown.filter((other) => other !== tile)])).toBe(true);
        }
        expect(inReadingOrder(laidOut(shown))).toEqual(inReadingOrder(shown));
      }),
    );
  });

  it("are laid out alike whatever their order in the document", () => {
    fc.assert(
      fc.property(tileLists, (tiles) => {
        expect(inReadingOrder(laidOut([...tiles].reverse()))).toEqual(inReadingOrder(laidOut(tiles)));
      }),
    );
  });

  it("are added at the first place where they fit", () => {
    fc.assert(
      fc.property(tileLists, places, (tiles, { width, height }) => {
        const shown = laidOut(tiles);
        const free = firstFreePlace(tiles, width, height);
        expect(free.x + width).toBeLessThanOrEqual(12);
        expect(overlapping([free, ...shown])).toBe(false);
        for (let y = 0; y <= free.y; y++) {
          for (let x = 0; x <= 12 - width && (y < free.y || x < free.x); x++) {
            expect(overlapping([{ x, y, width, height }, ...shown])).toBe(true);
          }
        }
      }),
    );
  });

  it("fill the gap beside one that is there, else begin a row", () => {
    const wide = tileAt("a", { x: 0, y: 0, width: 8, height: 4 });
    expect(firstFreePlace([wide], 4, 2)).toEqual({ x: 8, y: 0, width: 4, height: 2 });
    expect(firstFreePlace([wide], 6, 2)).toEqual({ x: 0, y: 4, width: 6, height: 2 });
  });

  it("stay within the grid, apart from each other, wherever the keys move and stretch them", () => {
    fc.assert(
      fc.property(
        tileLists.filter((tiles) => tiles.length > 0),
        fc.array(fc.tuple(fc.boolean(), directions, fc.nat(11)), { maxLength: 30 }),
        (tiles, keys) => {
          let now = tiles;
          for (const [moves, direction, which] of keys) {
            const id = tiles[which % tiles.length]?.id ?? "";
            now = moves ? moved(now, id, direction) : resized(now, id, direction);
            expect(overlapping(now)).toBe(false);
            for (const { x, y, width, height } of now) {
              expect(Math.min(x, y, width - 1, height - 1)).toBeGreaterThanOrEqual(0);
              expect(x + width).toBeLessThanOrEqual(12);
              expect(height).toBeLessThanOrEqual(40);
            }
          }
        },
      ),
    );
  });

  it("change places with the next one up or down", () => {
    const upper = tileAt("a", { x: 0, y: 0, width: 6, height: 2 });
    const lower = tileAt("b", { x: 0, y: 2, width: 6, height: 3 });
    const expected = [
      { tile: "a", x: 0, y: 3, width: 6, height: 2 },
      { tile: "b", x: 0, y: 0, width: 6, height: 3 },
    ];
    const places = (after: Parameters<typeof changedPlaces>[1]) =>
      [...changedPlaces([upper, lower], after)].sort((a, b) => (a.tile < b.tile ? -1 : 1));
    expect(places(moved([upper, lower], "a", "down"))).toEqual(expected);
    expect(places(moved([upper, lower], "b", "up"))).toEqual(expected);
    expect(places(moved([upper, lower], "a", "up"))).toEqual([]);
    expect(places(moved([upper, lower], "b", "down"))).toEqual([]);
  });
});
