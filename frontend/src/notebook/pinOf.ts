import { sizeOf } from "../shell/dashboards";
import type { Cell } from "../wire/types";

/** How a cell is shown on a dashboard at first. A title of null is the cell's own, and follows it. */
export function pinOf(cell: Cell) {
  switch (cell.kind) {
    case "chart":
      return { title: null, size: sizeOf(cell.chart.type === "number" ? "number" : "chart") };
    case "sql":
      return { title: null, size: sizeOf("table") };
    case "markdown":
      return { title: null, size: sizeOf("prose") };
  }
}
