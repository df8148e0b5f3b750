import { GRID_COLUMNS, MOST_TILE_HEIGHT, MOST_TILE_Y, type TilePlace } from "../wire/dashboard";

/** Where tiles stand. Pure: what edits of several people come to is laid out alike in every browser. */

interface Placed extends TilePlace {
  readonly id: string;
}

function overlap(a: TilePlace, b: TilePlace): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** By rows, then from left to right: how they are read, and how they follow each other in one column. */
export function inReadingOrder<T extends Placed>(tiles: readonly T[]): readonly T[] {
  return [...tiles].sort((a, b) => a.y - b.y || a.x - b.x || (a.id < b.id ? -1 : 1));
}

/**
 * The tiles without gaps above them and without overlaps: each goes up until it meets another, and below one whose place it
 * wants. Those that come first in reading order have their way.
 *
 * @param first goes before others that begin in its row: the tile that a person is moving
 */
export function laidOut<T extends Placed>(tiles: readonly T[], first: string | null = null): readonly T[] {
  const rank = (tile: T) => (tile.id === first ? 0 : 1);
  const order = [...inReadingOrder(tiles)].sort((a, b) => a.y - b.y || rank(a) - rank(b));
  const placed: T[] = [];
  for (const tile of order) {
    const meets = (y: number) => placed.find((other) => overlap({ ...tile, y }, other));
    let y = tile.y;
    while (y > 0 && !meets(y - 1) && !meets(y)) {
      y--;
    }
    for (let other = meets(y); other; other = meets(y)) {
      y = other.y + other.height;
    }
    placed.push(y === tile.y ? tile : { ...tile, y });
  }
  return placed;
}

/** The uppermost place, and there the leftmost, where a tile of this size overlaps none. */
export function firstFreePlace(tiles: readonly Placed[], width: number, height: number): TilePlace {
  const others = laidOut(tiles);
  const last = GRID_COLUMNS - Math.min(width, GRID_COLUMNS);
  for (let y = 0; ; y++) {
    for (let x = 0; x <= last; x++) {
      const place = { x, y, width, height };
      if (!others.some((other) => overlap(place, other))) {
        return place;
      }
    }
  }
}

/** The place within the bounds of the grid that is nearest to the wished one. */
function bounded({ x, y, width, height }: TilePlace): TilePlace {
  const wide = Math.min(Math.max(width, 1), GRID_COLUMNS);
  return {
    x: Math.min(Math.max(x, 0), GRID_COLUMNS - wide),
    y: Math.min(Math.max(y, 0), MOST_TILE_Y),
    width: wide,
    height: Math.min(Math.max(height, 1), MOST_TILE_HEIGHT),
  };
}

export type Direction = "left" | "right" | "up" | "down";

/** The tiles after one of them was moved by a step. Up and down it goes past the next tile of its columns. */
export function moved<T extends Placed>(tiles: readonly T[], id: string, direction: Direction): readonly T[] {
  const now = laidOut(tiles);
  const tile = now.find((candidate) => candidate.id === id);
  if (!tile) {
    return now;
  }
  const beside = now.filter(
    (other) => other !== tile && other.x < tile.x + tile.width && tile.x < other.x + other.width,
  );
  const above = beside.filter((other) => other.y + other.height <= tile.y);
  const below = beside.filter((other) => other.y >= tile.y + tile.height);
  const to = {
    left: { x: tile.x - 1 },
    right: { x: tile.x + 1 },
    up: { y: Math.max(0, ...above.map((other) => other.y)) },
    down: { y: below.length === 0 ? tile.y : Math.min(...below.map((other) => other.y + other.height)) },
  }[direction];
  return withPlace(now, { ...tile, ...bounded({ ...tile, ...to }) });
}

/** The tiles after one of them was made wider or higher by a step: to the right and down; narrower, lower: left and up. */
export function resized<T extends Placed>(tiles: readonly T[], id: string, direction: Direction): readonly T[] {
  const now = laidOut(tiles);
  const tile = now.find((candidate) => candidate.id === id);
  if (!tile) {
    return now;
  }
  const to = {
    left: { width: tile.width - 1 },
    right: { width: Math.min(tile.width + 1, GRID_COLUMNS - tile.x) },
    up: { height: tile.height - 1 },
    down: { height: tile.height + 1 },
  }[direction];
  return withPlace(now, { ...tile, ...bounded({ ...tile, ...to }) });
}

function withPlace<T extends Placed>(tiles: readonly T[], changed: T): readonly T[] {
  return laidOut(
    tiles.map((other) => (other.id === changed.id ? changed : other)),
    changed.id,
  );
}

/** The places of those tiles that stand elsewhere than before. */
export function changedPlaces(
  before: readonly Placed[],
  after: readonly Placed[],
): readonly ({ readonly tile: string } & TilePlace)[] {
  const known = new Map(before.map((tile) => [tile.id, tile]));
  return after.flatMap((tile) => {
    const old = known.get(tile.id);
    const place = bounded(tile);
    return old && (["x", "y", "width", "height"] as const).some((side) => old[side] !== place[side])
      ? [{ tile: tile.id, ...place }]
      : [];
  });
}
