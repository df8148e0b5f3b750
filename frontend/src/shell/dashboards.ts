import { useEffect, useState } from "react";
import { firstFreePlace } from "../store/grid";
import { newId } from "../store/newId";
import type { Dashboard, DashboardEdit, Tile, TileContent } from "../wire/dashboard";
import type { Role } from "../wire/types";
import { call } from "./http";

/** A dashboard as lists show it. */
export interface DashboardLine {
  readonly id: string;
  readonly title: string;
  readonly updatedAt: string;
  readonly tiles: number;
  readonly keptRunning: boolean;
  readonly role: Role;
}

export function dashboardTitleOf(line: { readonly title: string }): string {
  return line.title || "Untitled dashboard";
}

export async function listDashboards(search = "", trash = false): Promise<readonly DashboardLine[]> {
  const path = `/dashboards?search=${encodeURIComponent(search)}&trash=${trash}`;
  return (await call<{ dashboards: readonly DashboardLine[] }>("GET", path)).dashboards;
}

export function createDashboard(title: string): Promise<Dashboard> {
  return call<Dashboard>("POST", "/dashboards", { title });
}

/** All dashboards, newest first, as they are when the component comes; null until they are here or where they can't be had. */
export function useDashboards(): readonly DashboardLine[] | null {
  const [lines, setLines] = useState<readonly DashboardLine[] | null>(null);
  useEffect(() => {
    let current = true;
    listDashboards().then(
      (listed) => current && setLines(listed),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, []);
  return lines;
}

/** A tile that is to be pinned. Trying again with the same one adds it once. */
export interface Pin {
  readonly editId: string;
  readonly tile: Omit<Tile, "x" | "y">;
}

/** How large a tile is at first, by what it shows: enough for a few rows, a chart with its axes, one figure. */
export function sizeOf(shows: "table" | "chart" | "number" | "prose"): Pick<Tile, "width" | "height"> {
  switch (shows) {
    case "number":
      return { width: 3, height: 4 };
    case "prose":
      return { width: 6, height: 3 };
    case "table":
    case "chart":
      return { width: 6, height: 7 };
  }
}

export function newPin(content: TileContent, title: string | null, size: Pick<Tile, "width" | "height">): Pin {
  return { editId: newId(), tile: { id: newId(), title, description: "", content, ...size } };
}

/** Adds a tile at the first free place of a dashboard as it is now. */
export async function pinTo(dashboard: string, { editId, tile }: Pin): Promise<void> {
  const document = await call<Dashboard>("GET", `/dashboards/${dashboard}`);
  if (document.tiles.some((there) => there.id === tile.id)) {
    return;
  }
  const edit: DashboardEdit = {
    kind: "addTile",
    tile: { ...tile, ...firstFreePlace(document.tiles, tile.width, tile.height) },
  };
  await call("POST", `/dashboards/${dashboard}/edits`, { editId, basedOn: document.revision, edit });
}
