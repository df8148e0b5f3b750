import { Spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { goTo } from "../shell/route";
import type { OpenDashboard } from "../store/openDashboard";
import type { DashboardActions } from "./dashboardActions";

interface DashboardPaletteProps {
  readonly dashboard: OpenDashboard;
  readonly editing: boolean;
  readonly actions: DashboardActions;
}

/** What can be done with a dashboard, by its name. */
export function DashboardPalette({ dashboard, editing, actions }: DashboardPaletteProps) {
  return (
    <Spotlight
      transitionProps={{ duration: 0 }}
      shortcut={["mod + K", "mod + shift + P"]}
      nothingFound="No such command"
      highlightQuery
      scrollable
      searchProps={{ leftSection: <IconSearch size={16} />, placeholder: "What to do?" }}
      actions={[
        { id: "edit", label: editing ? "Stop editing" : "Edit the dashboard", onClick: actions.edit },
        { id: "text", label: "Add text", onClick: actions.addText },
        { id: "describe", label: "Edit the description", onClick: actions.describe },
        { id: "share", label: "Share the dashboard", onClick: actions.share },
        { id: "history", label: "History", onClick: actions.history },
        { id: "undo", label: "Undo", onClick: () => dashboard.undo() },
        { id: "redo", label: "Redo", onClick: () => dashboard.redo() },
        { id: "start", label: "Start all", onClick: () => dashboard.run(null) },
        { id: "stop", label: "Stop all", onClick: () => dashboard.stop(null) },
        { id: "full", label: "Full screen", onClick: actions.fullScreen },
        { id: "kiosk", label: "Kiosk mode", onClick: () => goTo(`/d/${dashboard.id}?kiosk=true`) },
        { id: "dashboards", label: "All dashboards", onClick: () => goTo("/?shelf=dashboards") },
        { id: "notebooks", label: "All notebooks", onClick: () => goTo("/") },
      ]}
    />
  );
}
