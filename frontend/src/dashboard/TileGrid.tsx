import { useElementSize } from "@mantine/hooks";
import { type ReactNode, useMemo } from "react";
import { GridLayout, type Layout, verticalCompactor } from "react-grid-layout";
import { changedPlaces, inReadingOrder, laidOut } from "../store/grid";
import { type DashboardEdit, GRID_COLUMNS, MOST_TILE_HEIGHT, type Tile } from "../wire/dashboard";

const ROW_HEIGHT = 32;
const GAP = 12;
/** Narrower than this, tiles follow each other in one column. */
const LEAST_GRID_WIDTH = 640;

const GRID = { cols: GRID_COLUMNS, rowHeight: ROW_HEIGHT, margin: [GAP, GAP], containerPadding: [0, 0] } as const;

interface TileGridProps {
  readonly tiles: readonly Tile[];
  /** Tiles can be dragged and resized, where there is room for a grid. */
  readonly arranging: boolean;
  readonly change: (edit: DashboardEdit) => void;
  /** @param arrangeable whether the tile can be moved where it stands */
  readonly draw: (tile: Tile, arrangeable: boolean) => ReactNode;
}

/** The tiles where they stand: on a grid of twelve columns, on a phone below each other. */
export function TileGrid({ tiles, arranging, change, draw }: TileGridProps) {
  const { ref, width } = useElementSize();
  const shown = useMemo(() => inReadingOrder(laidOut(tiles)), [tiles]);
  // An element that is put elsewhere among others loses the focus: while tiles are arranged they keep their order.
  const drawn = useMemo(
    () => (arranging ? tiles.flatMap(({ id }) => shown.find((tile) => tile.id === id) ?? []) : shown),
    [arranging, tiles, shown],
  );
  const layout = useMemo(
    () => shown.map(({ id, x, y, width: w, height: h }) => ({ i: id, x, y, w, h, maxH: MOST_TILE_HEIGHT })),
    [shown],
  );
  const arranged = (after: Layout) => {
    const places = new Map(after.map((item) => [item.i, item]));
    const now = shown.map((tile) => {
      const place = places.get(tile.id);
      return place ? { ...tile, x: place.x, y: place.y, width: place.w, height: place.h } : tile;
    });
    change({ kind: "arrangeTiles", places: changedPlaces(tiles, laidOut(now)) });
  };
  if (width > 0 && width < LEAST_GRID_WIDTH) {
    return (
      <div ref={ref} className="tile-column">
        {shown.map((tile) => (
          <div
            key={tile.id}
            className="tile-slot"
            data-kind={tile.content.kind}
            style={{ "--tile-height": `${tile.height * (ROW_HEIGHT + GAP) - GAP}px` } as object}
          >
            {draw(tile, false)}
          </div>
        ))}
      </div>
    );
  }
  return (
    <div ref={ref} className="tile-grid" data-arranging={arranging || undefined}>
      {width > 0 && (
        <GridLayout
          width={width}
          layout={layout}
          gridConfig={GRID}
          compactor={verticalCompactor}
          dragConfig={{ enabled: arranging, handle: ".tile-head", cancel: ".tile-tools, .tile-about", threshold: 4 }}
          resizeConfig={{ enabled: arranging, handles: ["se", "e", "s"] }}
          onDragStop={arranged}
          onResizeStop={arranged}
        >
          {drawn.map((tile) => (
            <div key={tile.id} className="tile-slot">
              {draw(tile, arranging)}
            </div>
          ))}
        </GridLayout>
      )}
    </div>
  );
}
