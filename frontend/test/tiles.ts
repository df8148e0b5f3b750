import fc from "fast-check";
import type { Dashboard, Tile, TilePlace } from "../src/wire/dashboard";

/** What tests of dashboards start from. */

const AT = "2026-05-04T10:22:07Z";

export function dashboardOf(tiles: readonly Tile[]): Dashboard {
  return {
    id: "d",
    title: "D",
    description: "",
    revision: 1,
    createdAt: AT,
    updatedAt: AT,
    keptRunning: false,
    tiles,
  };
}

export function tileAt(id: string, place: TilePlace): Tile {
  const content = { kind: "text", text: id, notebook: null, cell: null } as const;
  return { id, title: null, description: "", content, ...place };
}

export const places: fc.Arbitrary<TilePlace> = fc
  .record({
    x: fc.nat(11),
    y: fc.nat(20),
    width: fc.integer({ min: 1, max: 12 }),
    height: fc.integer({ min: 1, max: 8 }),
  })
  .map((place) => ({ ...place, x: Math.min(place.x, 12 - place.width) }));

export const tileLists: fc.Arbitrary<readonly Tile[]> = fc
  .array(places, { maxLength: 12 })
  .map((list) => list.map((place, i) => tileAt(`t${i}`, place)));

export function overlapping(tiles: readonly TilePlace[]): boolean {
  return tiles.some((a, i) =>
    tiles
      .slice(i + 1)
      .some((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height),
  );
}
