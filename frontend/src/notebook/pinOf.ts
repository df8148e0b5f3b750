import { sizeOf } from "../shell/dashboards";
import type { InputCell } from "../wire/input";
import type { Cell } from "../wire/types";

/** What a tile can show: an input stands on the dashboards of its notebook by itself. */
export type PinnableCell = Exclude<Cell, InputCell>;

/** How a cell is shown on a dashboard at first. A title of null is the cell's own, and follows it. */
export function pinOf(cell: PinnableCell) {
  switch (cell.kind) {
    case "chart":
      return { title: null, size: sizeOf(cell.chart.type === "number" ? "number" : "chart") };
    case "sql":
      return { title: null, size: sizeOf("table") };
    case "markdown":
      return { title: null, size: sizeOf("prose") };
  }
}
