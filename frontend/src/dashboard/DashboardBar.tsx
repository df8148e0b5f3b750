import { ActionIcon, Button, Switch, Tooltip } from "@mantine/core";
import { computed } from "@preact/signals-core";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconMaximize,
  IconPencil,
  IconPlayerPlayFilled,
  IconPlayerStopFilled,
  IconShare,
  IconTextPlus,
} from "@tabler/icons-react";
import { useMemo } from "react";
import { ClusterChip } from "../shell/ClusterChip";
import { ColorSchemeButton } from "../shell/ColorSchemeButton";
import { Logo } from "../shell/Logo";
import { PageLink } from "../shell/PageLink";
import { PeopleHere } from "../shell/PeopleHere";
import { SavedMark } from "../shell/SavedMark";
import { TitleField } from "../shell/TitleField";
import type { OpenDashboard } from "../store/openDashboard";
import { useSignal } from "../store/useSignal";
import type { Dashboard } from "../wire/dashboard";
import { DashboardMenu, KEEP_RUNNING } from "./DashboardMenu";
import type { DashboardActions } from "./dashboardActions";
import { commandFor } from "./note";

interface DashboardBarProps {
  readonly dashboard: OpenDashboard;
  readonly document: Dashboard;
  readonly editing: boolean;
  readonly actions: DashboardActions;
}

/** The top bar of a dashboard: its title, what the server keeps running, and the ways to change it. */
export function DashboardBar({ dashboard, document, editing, actions }: DashboardBarProps) {
  const saved = useSignal(dashboard.saved);
  const owned = useSignal(dashboard.role) === "owner";
  return (
    <header className="top-bar" data-editing={editing || undefined}>
      <PageLink className="logo" to="/?shelf=dashboards">
        <Logo /> <span className="logo-word">Riffle</span>
      </PageLink>
      <span className="slash">/</span>
      <TitleField
        title={document.title}
        untitled="Untitled dashboard"
        change={(title) => dashboard.edit({ kind: "setTitle", title })}
      />
      <SavedMark saved={saved} />
      <span className="spacer" />
      <PeopleOnDashboard dashboard={dashboard} />
      <Tooltip label={KEEP_RUNNING} multiline maw={340}>
        <Switch
          className="mode"
          size="xs"
          label="Keep running"
          aria-description={KEEP_RUNNING}
          checked={document.keptRunning}
          onChange={(event) => dashboard.edit({ kind: "setKeptRunning", keptRunning: event.currentTarget.checked })}
        />
      </Tooltip>
      <ClusterChip />
      {editing && <EditTools dashboard={dashboard} actions={actions} />}
      <ColorSchemeButton />
      <Tooltip label="Full screen (F)">
        <ActionIcon
          className="wide-only"
          variant="subtle"
          color="gray"
          aria-label="Full screen"
          onClick={actions.fullScreen}
        >
          <IconMaximize size={17} />
        </ActionIcon>
      </Tooltip>
      <DashboardMenu dashboard={dashboard} document={document} actions={actions} />
      <Button
        className="wide-only unless-editing"
        size="compact-sm"
        variant="default"
        leftSection={<IconShare size={14} />}
        disabled={!owned}
        onClick={actions.share}
      >
        Share
      </Button>
      <RunButtons dashboard={dashboard} />
      <Tooltip label={editing ? "Done (Esc)" : "Edit (E)"}>
        <Button
          size="compact-sm"
          variant={editing ? "filled" : "default"}
          aria-label={editing ? "Done" : "Edit"}
          aria-pressed={editing}
          leftSection={<IconPencil size={14} />}
          onClick={actions.edit}
        >
          <span className="wide">{editing ? "Done" : "Edit"}</span>
        </Button>
      </Tooltip>
    </header>
  );
}

function PeopleOnDashboard({ dashboard }: Pick<DashboardBarProps, "dashboard">) {
  return <PeopleHere people={useSignal(dashboard.people)} />;
}

/** Whether any of what is shown can be started or stopped. */
function useOffered({ sources }: OpenDashboard, command: "start" | "stop"): boolean {
  const offered = useMemo(
    () => computed(() => [...sources.value.values()].some((source) => commandFor(source) === command)),
    [sources, command],
  );
  return useSignal(offered);
}

/** What can be done with all that runs, and with all that does not. */
function RunButtons({ dashboard }: Pick<DashboardBarProps, "dashboard">) {
  const canStop = useOffered(dashboard, "stop");
  const canStart = useOffered(dashboard, "start");
  return (
    <>
      {canStop && (
        <Button
          className="unless-editing"
          size="compact-sm"
          variant="default"
          aria-label="Stop all"
          leftSection={<IconPlayerStopFilled size={12} />}
          onClick={() => dashboard.stop(null)}
        >
          <span className="wide">Stop all</span>
        </Button>
      )}
      {canStart && (
        <Button
          className="unless-editing"
          size="compact-sm"
          variant="default"
          aria-label="Start all"
          leftSection={<IconPlayerPlayFilled size={12} />}
          onClick={() => dashboard.run(null)}
        >
          <span className="wide">Start all</span>
        </Button>
      )}
    </>
  );
}

function EditTools({ dashboard, actions }: Pick<DashboardBarProps, "dashboard" | "actions">) {
  const canUndo = useSignal(dashboard.canUndo);
  const canRedo = useSignal(dashboard.canRedo);
  return (
    <>
      <Tooltip label="Undo (Ctrl+Z)">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="Undo"
          disabled={!canUndo}
          onClick={() => dashboard.undo()}
        >
          <IconArrowBackUp size={17} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Redo (Shift+Ctrl+Z)">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label="Redo"
          disabled={!canRedo}
          onClick={() => dashboard.redo()}
        >
          <IconArrowForwardUp size={17} />
        </ActionIcon>
      </Tooltip>
      <Button
        className="wide-only"
        size="compact-sm"
        variant="default"
        aria-label="Add text"
        leftSection={<IconTextPlus size={15} />}
        onClick={actions.addText}
      >
        <span className="wide">Add text</span>
      </Button>
    </>
  );
}
