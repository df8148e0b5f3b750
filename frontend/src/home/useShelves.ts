import { useCallback, useEffect, useState } from "react";
import { type DashboardLine, dashboardTitleOf, listDashboards } from "../shell/dashboards";
import { listNotebooks, type NotebookLine, titleOf } from "../shell/notebooks";
import { report } from "./report";
import type { ShelfLine } from "./ShelfItem";

export const SHELVES = ["notebooks", "dashboards", "trash"] as const;
export type Shelf = (typeof SHELVES)[number];

export type Shelves = Readonly<Record<Shelf, readonly ShelfLine[]>>;

const SEARCH_DELAY_MILLIS = 150;

/** What lies where, as far as it matches the search; null until it is known. */
export function useShelves(search: string): { readonly shelves: Shelves | null; readonly load: () => void } {
  const [shelves, setShelves] = useState<Shelves | null>(null);
  const load = useCallback(() => {
    const lists = [
      listNotebooks(search),
      listNotebooks(search, true),
      listDashboards(search),
      listDashboards(search, true),
    ] as const;
    Promise.all(lists).then(([notebooks, trashedNotebooks, dashboards, trashedDashboards]) => {
      setShelves({
        notebooks: notebooks.map(notebookLine),
        dashboards: dashboards.map(dashboardLine),
        trash: [...trashedNotebooks.map(notebookLine), ...trashedDashboards.map(dashboardLine)],
      });
    }, report);
  }, [search]);
  useEffect(() => {
    const timer = setTimeout(load, SEARCH_DELAY_MILLIS);
    return () => clearTimeout(timer);
  }, [load]);
  return { shelves, load };
}

function factsOf(count: number, what: string, updatedAt: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"} · ${new Date(updatedAt).toLocaleString()}`;
}

function notebookLine(line: NotebookLine): ShelfLine {
  return {
    kind: "notebook",
    id: line.id,
    title: titleOf(line),
    owned: line.role === "owner",
    live: line.running > 0 ? `${line.running} running` : null,
    facts: factsOf(line.cells, "cell", line.updatedAt),
  };
}

function dashboardLine(line: DashboardLine): ShelfLine {
  return {
    kind: "dashboard",
    id: line.id,
    title: dashboardTitleOf(line),
    owned: line.role === "owner",
    live: line.keptRunning ? "kept running" : null,
    facts: factsOf(line.tiles, "tile", line.updatedAt),
  };
}
