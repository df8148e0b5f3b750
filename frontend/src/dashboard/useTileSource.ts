import { computed } from "@preact/signals-core";
import { useMemo } from "react";
import { type OpenDashboard, sourceKey } from "../store/openDashboard";
import { useSignal } from "../store/useSignal";
import { cellOf, type Tile, type TileSource } from "../wire/dashboard";

/** What there is to show in a tile; only this one is drawn again when that changes. Null as `TileSource` says of a text. */
export function useTileSource({ sources }: OpenDashboard, tile: Tile): TileSource | null {
  const cell = cellOf(tile);
  const key = cell && sourceKey(cell);
  const source = useMemo(
    () => computed(() => (key === null ? null : (sources.value.get(key) ?? null))),
    [sources, key],
  );
  return useSignal(source);
}
