import type { Dashboard, DashboardEdit, Tile } from "../wire/dashboard";
import { assertNever } from "../wire/types";

/** The dashboard with an edit; the very same where the edit means nothing any more. Mirrors the server's rules. */
export function applyDashboardEdit(dashboard: Dashboard, edit: DashboardEdit): Dashboard {
  switch (edit.kind) {
    case "addTile":
      return dashboard.tiles.some((tile) => tile.id === edit.tile.id)
        ? dashboard
        : { ...dashboard, tiles: [...dashboard.tiles, edit.tile] };
    case "removeTile": {
      const tiles = dashboard.tiles.filter((tile) => tile.id !== edit.tile);
      return tiles.length === dashboard.tiles.length ? dashboard : { ...dashboard, tiles };
    }
    case "arrangeTiles": {
      const places = new Map(edit.places.map(({ tile, ...place }) => [tile, place]));
      return withTiles(dashboard, (tile) => ({ ...tile, ...places.get(tile.id) }));
    }
    case "setTile": {
      const { title, description, content } = edit;
      return withTiles(dashboard, (tile) => (tile.id === edit.tile ? { ...tile, title, description, content } : tile));
    }
    case "setTitle":
      return edit.title === dashboard.title ? dashboard : { ...dashboard, title: edit.title };
    case "setDescription":
      return edit.description === dashboard.description ? dashboard : { ...dashboard, description: edit.description };
    case "setKeptRunning":
      return edit.keptRunning === dashboard.keptRunning ? dashboard : { ...dashboard, keptRunning: edit.keptRunning };
    default:
      return assertNever(edit);
  }
}

function withTiles(dashboard: Dashboard, change: (tile: Tile) => Tile): Dashboard {
  const tiles = dashboard.tiles.map((tile) => {
    const changed = change(tile);
    return isSame(tile, changed) ? tile : changed;
  });
  return tiles.every((tile, i) => tile === dashboard.tiles[i]) ? dashboard : { ...dashboard, tiles };
}

function isSame(a: Tile, b: Tile): boolean {
  return (
    a === b ||
    (a.x === b.x &&
      a.y === b.y &&
      a.width === b.width &&
      a.height === b.height &&
      a.title === b.title &&
      a.description === b.description &&
      a.content.kind === b.content.kind &&
      a.content.notebook === b.content.notebook &&
      a.content.cell === b.content.cell &&
      (a.content.kind === "text" ? a.content.text : "") === (b.content.kind === "text" ? b.content.text : ""))
  );
}

/**
 * The edit that takes another one back, told before it is applied. Null where there is nothing to take back: whether a
 * dashboard is kept running is what the server does, not what the page looks like, and is not undone by a key.
 */
export function inverseOf(dashboard: Dashboard, edit: DashboardEdit): DashboardEdit | null {
  const find = (id: string) => dashboard.tiles.find((tile) => tile.id === id);
  switch (edit.kind) {
    case "addTile":
      return { kind: "removeTile", tile: edit.tile.id };
    case "removeTile": {
      const tile = find(edit.tile);
      return tile ? { kind: "addTile", tile } : null;
    }
    case "arrangeTiles":
      return {
        kind: "arrangeTiles",
        places: edit.places.flatMap((place) => {
          const tile = find(place.tile);
          return tile ? [{ tile: tile.id, x: tile.x, y: tile.y, width: tile.width, height: tile.height }] : [];
        }),
      };
    case "setTile": {
      const tile = find(edit.tile);
      return tile
        ? {
            kind: "setTile",
            tile: tile.id,
            title: tile.title,
            description: tile.description,
            content: tile.content,
          }
        : null;
    }
    case "setTitle":
      return { kind: "setTitle", title: dashboard.title };
    case "setDescription":
      return { kind: "setDescription", description: dashboard.description };
    case "setKeptRunning":
      return null;
    default:
      return assertNever(edit);
  }
}

/** Names the values that an edit replaces; one that is based on an earlier revision of any of them may be refused. */
export function valuesSetBy(edit: DashboardEdit): readonly string[] {
  switch (edit.kind) {
    case "addTile":
      return [`tile ${edit.tile.id}`, `place ${edit.tile.id}`];
    case "removeTile":
      return [];
    case "arrangeTiles":
      return edit.places.map(({ tile }) => `place ${tile}`);
    case "setTile":
      return [`tile ${edit.tile}`];
    case "setTitle":
    case "setDescription":
    case "setKeptRunning":
      return [edit.kind];
    default:
      return assertNever(edit);
  }
}
