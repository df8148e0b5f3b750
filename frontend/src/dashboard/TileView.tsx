import { Tooltip } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { type KeyboardEvent, useRef } from "react";
import { useFrozenAt } from "../store/context";
import type { Direction } from "../store/grid";
import type { OpenDashboard } from "../store/openDashboard";
import { cellOf, type Tile } from "../wire/dashboard";
import { momentOf } from "./heldRows";
import { TileBody } from "./TileBody";
import { TileMenu } from "./TileMenu";
import type { TileActions } from "./tileActions";
import { tileTitle } from "./tileTitle";
import { useTileRows } from "./useTileRows";
import { useTileSource } from "./useTileSource";
import { useToday } from "./useToday";

interface TileViewProps {
  readonly dashboard: OpenDashboard;
  readonly tile: Tile;
  /** It can be moved and resized. */
  readonly arranging: boolean;
  /** Null: nothing but what it shows, on a wall and by a share link. */
  readonly actions: TileActions | null;
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** One tile: its title, how new its rows are, its menu, and what it shows. */
export function TileView({ dashboard, tile, arranging, actions }: TileViewProps) {
  const element = useRef<HTMLElement>(null);
  const source = useTileSource(dashboard, tile);
  const { rows, other } = useTileRows(element, source, dashboard);
  const title = tileTitle(tile, source);
  const today = useToday();
  // In a frozen share all rows are of one moment, which is told once, but for those of what had ended before.
  const told = useFrozenAt() !== null && rows?.fresh === true;
  const timed =
    rows !== null && !told && source?.kind !== "gone" && (tile.content.kind === "cell" || cellOf(tile) !== null);
  const keys = (event: KeyboardEvent) => {
    const direction = ARROWS[event.key];
    if (actions && arranging && direction && event.target === event.currentTarget) {
      event.preventDefault();
      if (event.shiftKey) {
        actions.resize(direction);
      } else {
        actions.move(direction);
      }
    }
  };
  return (
    <section
      ref={element}
      className="tile"
      aria-label={title || "Text"}
      aria-description={
        arranging ? "The arrow keys move it; with Shift they make it wider, narrower, higher, lower." : undefined
      }
      data-testid="tile"
      data-kind={tile.content.kind === "text" ? "text" : source?.kind}
      data-arranging={arranging || undefined}
      tabIndex={arranging ? 0 : undefined}
      onKeyDown={keys}
    >
      <header className="tile-head">
        <h2 className="tile-title">{title}</h2>
        {tile.description !== "" && (
          <Tooltip label={tile.description} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
            <button type="button" className="tile-about" aria-label={`About: ${tile.description}`}>
              <IconInfoCircle size={14} />
            </button>
          </Tooltip>
        )}
        <span className="spacer" />
        {timed && (
          <time
            className="tile-time"
            data-testid="tile-time"
            data-fresh={rows.fresh}
            dateTime={new Date(rows.at).toISOString()}
          >
            {rows.fresh ? "" : "as of "}
            {momentOf(rows.at, today)}
          </time>
        )}
        {actions && <TileMenu tile={tile} source={source} name={title || "text"} actions={actions} />}
      </header>
      <div className="tile-body">
        <TileBody tile={tile} source={source} rows={rows} other={other} start={actions?.start ?? null} />
      </div>
    </section>
  );
}
