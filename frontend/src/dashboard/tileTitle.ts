import type { Tile, TileSource } from "../wire/dashboard";

/** What stands above a tile: its own title, else what its cell is called; empty for prose, which has its own headings. */
export function tileTitle(tile: Tile, source: TileSource | null): string {
  if (tile.title !== null) {
    return tile.title;
  }
  switch (source?.kind) {
    case "chart":
      return tile.content.kind === "cell" ? source.chart?.title || "Chart" : "";
    case "sql":
      return tile.content.kind === "cell" ? source.notebookTitle || "Untitled notebook" : "";
    default:
      return "";
  }
}
