import { useOpened, useWorkbench } from "../store/context";
import { useSignal } from "../store/useSignal";
import { cellOf, type Tile } from "../wire/dashboard";
import { TileGrid } from "./TileGrid";
import { TileView } from "./TileView";

interface EmbeddedDashboardProps {
  readonly id: string;
  /** The one tile that is shown; null: all of them. */
  readonly tile: string | null;
}

const NOTHING = () => undefined;

/** A shared dashboard, or a tile of one, as a frame in another page shows it. */
export function EmbeddedDashboard({ id, tile }: EmbeddedDashboardProps) {
  const dashboard = useOpened(useWorkbench().dashboards, id);
  const document = useSignal(dashboard.document);
  const gone = useSignal(dashboard.gone);
  if (gone) {
    return <Words>This dashboard is not here any more.</Words>;
  }
  if (!document) {
    return <Words>Opening…</Words>;
  }
  const draw = (each: Tile) => (
    <TileView key={JSON.stringify(cellOf(each))} dashboard={dashboard} tile={each} arranging={false} actions={null} />
  );
  if (tile !== null) {
    const only = document.tiles.find((each) => each.id === tile);
    return only ? (
      <main className="embedded-tile">{draw(only)}</main>
    ) : (
      <Words>This tile is not on the dashboard any more.</Words>
    );
  }
  if (document.tiles.length === 0) {
    return <Words>This dashboard is empty.</Words>;
  }
  return (
    <main className="dashboard" data-scrolls data-testid="dashboard">
      <TileGrid tiles={document.tiles} arranging={false} change={NOTHING} draw={draw} />
    </main>
  );
}

function Words({ children }: { readonly children: string }) {
  return <main className="embedded-words">{children}</main>;
}
