import type { Chart, Problem, Run } from "./types";

/** Columns of the grid that tiles stand on. */
export const GRID_COLUMNS = 12;
/** A tile is at most so many units high. */
export const MOST_TILE_HEIGHT = 40;
/** A tile begins at most so many units below the top. */
export const MOST_TILE_Y = 1_000;

/** Where a tile stands, in units of the grid: `x + width` is at most {@link GRID_COLUMNS}. */
export interface TilePlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A cell of a notebook: that a tile shows, or whose values a text has. */
export interface CellReference {
  readonly notebook: string;
  readonly cell: string;
}

export type TileContent =
  | { readonly kind: "cell"; readonly notebook: string; readonly cell: string }
  | {
      readonly kind: "text";
      /** Markdown. `{{column}}` stands for that column in the first row of the newest result of the SQL cell. */
      readonly text: string;
      readonly notebook: string | null;
      readonly cell: string | null;
    };

export interface Tile extends TilePlace {
  readonly id: string;
  /** Null: what the cell is called. */
  readonly title: string | null;
  readonly description: string;
  readonly content: TileContent;
}

export interface Dashboard {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly revision: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** The server starts what the tiles show, and starts it again when it failed. */
  readonly keptRunning: boolean;
  readonly tiles: readonly Tile[];
}

/** A run that failed is started again by the server. */
export interface TileRestart {
  readonly at: string;
  readonly attempt: number;
  readonly problem: Problem | null;
}

/** What there is to show of a cell that tiles name, as the server sees it. */
export interface TileSource extends CellReference {
  readonly notebookTitle: string;
  /** `gone`: the notebook or the cell was deleted. */
  readonly kind: "sql" | "markdown" | "chart" | "gone";
  readonly chart: Chart | null;
  /** The prose of a Markdown cell. */
  readonly text: string | null;
  /** Of the SQL cell, or of the one that the chart draws. Null: not started since the server was. */
  readonly run: Run | null;
  readonly restart: TileRestart | null;
  /** Names of the inputs that the query behind it uses itself. */
  readonly inputs: readonly string[];
}

export type DashboardEdit =
  | { readonly kind: "addTile"; readonly tile: Tile }
  | { readonly kind: "removeTile"; readonly tile: string }
  | { readonly kind: "arrangeTiles"; readonly places: readonly ({ readonly tile: string } & TilePlace)[] }
  | {
      readonly kind: "setTile";
      readonly tile: string;
      readonly title: string | null;
      readonly description: string;
      readonly content: TileContent;
    }
  | { readonly kind: "setTitle"; readonly title: string }
  | { readonly kind: "setDescription"; readonly description: string }
  | { readonly kind: "setKeptRunning"; readonly keptRunning: boolean };

/** The cell behind a tile; null for a text without values. */
export function cellOf({ content }: Pick<Tile, "content">): CellReference | null {
  return content.notebook !== null && content.cell !== null ? { notebook: content.notebook, cell: content.cell } : null;
}
