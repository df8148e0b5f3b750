import { type OpenDashboard, sourceKey } from "../store/openDashboard";
import { useSignal } from "../store/useSignal";
import type { Dashboard, Tile, TileSource } from "../wire/dashboard";
import { cellOf } from "../wire/dashboard";
import { dashboardDifferences, noteOf } from "./differences";
import { HistoryDrawer } from "./HistoryDrawer";
import { ItemDifferences } from "./ItemDifferences";

interface DashboardHistoryProps {
  readonly dashboard: OpenDashboard;
  readonly document: Dashboard;
  /** What stands above a tile; empty where nothing does. */
  readonly titleOf: (tile: Tile, source: TileSource | null) => string;
  readonly opened: boolean;
  readonly close: () => void;
}

/** The history of a dashboard. */
export function DashboardHistory({ dashboard, document, titleOf, opened, close }: DashboardHistoryProps) {
  const sources = useSignal(dashboard.sources);
  const nameOf = (tile: Tile) => {
    const cell = cellOf(tile);
    const title = titleOf(tile, cell && (sources.get(sourceKey(cell)) ?? null));
    return title || (tile.content.kind === "text" ? "Text" : "A cell of a notebook");
  };
  /** An id tells people nothing: what the dashboard shows of that notebook does. */
  const wordOf = (name: string, value: string) =>
    name === "notebook"
      ? ([...sources.values()].find(({ notebook }) => notebook === value)?.notebookTitle ?? value)
      : value;
  return (
    <HistoryDrawer<Dashboard, Tile>
      kind="dashboard"
      id={dashboard.id}
      document={document}
      flushed={async () => ((await dashboard.flush()) ? dashboard.document.peek() : null)}
      differences={dashboardDifferences}
      show={(differences) => (
        <ItemDifferences differences={differences} nameOf={nameOf} textOf={noteOf} wordOf={wordOf} />
      )}
      opened={opened}
      close={close}
    />
  );
}
