import type { Direction } from "../store/grid";

/** What can be done with a tile. */
export interface TileActions {
  start(): void;
  stop(): void;
  edit(): void;
  remove(): void;
  move(direction: Direction): void;
  resize(direction: Direction): void;
}
