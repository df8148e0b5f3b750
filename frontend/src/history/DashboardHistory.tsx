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

/** What prose begins with, without the signs of Markdown. */
function firstWords(prose: string): string {
  const lines = prose.split("\n").map((line) => line.replace(/^[#\-*>\s]+/, "").trim());
  return (lines.find((line) => line !== "") ?? "").slice(0, 80);
}

/** The history of a dashboard. */
export function DashboardHistory({ dashboard, document, titleOf, opened, close }: DashboardHistoryProps) {
  const sources = useSignal(dashboard.sources);
  const nameOf = (tile: Tile) => {
    const cell = cellOf(tile);
    const source = cell && (sources.get(sourceKey(cell)) ?? null);
    const prose = tile.content.kind === "text" ? tile.content.text : (source?.text ?? "");
    return (
      titleOf(tile, source) || firstWords(prose) || (tile.content.kind === "text" ? "Text" : "A cell of a notebook")
    );
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
