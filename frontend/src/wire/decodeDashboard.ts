import type { Dashboard, Tile, TileContent, TileRestart, TileSource } from "./dashboard";
import { chart, problem, run } from "./decodeRun";
import { type Decoder, flag, list, nullable, number, record, text, union, word } from "./decoder";

const content: Decoder<TileContent> = union<TileContent>("kind", {
  cell: record({ kind: word("cell"), notebook: text, cell: text }),
  text: record({ kind: word("text"), text, notebook: nullable(text), cell: nullable(text) }),
});

const tile: Decoder<Tile> = record({
  id: text,
  x: number,
  y: number,
  width: number,
  height: number,
  title: nullable(text),
  description: text,
  content,
});

export const dashboard: Decoder<Dashboard> = record({
  id: text,
  title: text,
  description: text,
  revision: number,
  createdAt: text,
  updatedAt: text,
  keptRunning: flag,
  tiles: list(tile),
});

const restart: Decoder<TileRestart> = record({ at: text, attempt: number, problem: nullable(problem) });

export const tileSource: Decoder<TileSource> = record({
  notebook: text,
  cell: text,
  notebookTitle: text,
  kind: word("sql", "markdown", "chart", "gone"),
  chart: nullable(chart),
  text: nullable(text),
  run: nullable(run),
  restart: nullable(restart),
  inputs: list(text),
});
