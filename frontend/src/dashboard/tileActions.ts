import type { Direction } from "../store/grid";

/** What can be done with a tile. */
export interface TileActions {
  start(): void;
  stop(): void;
  edit(): void;
  remove(): void;
  /** Null where this person may not share the dashboard. */
  readonly embed: (() => void) | null;
  move(direction: Direction): void;
  resize(direction: Direction): void;
}
