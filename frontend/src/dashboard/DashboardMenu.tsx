import { ActionIcon, Button, Menu } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import {
  IconAlignLeft,
  IconCheck,
  IconCopy,
  IconDeviceTv,
  IconDots,
  IconDownload,
  IconHistory,
  IconMaximize,
  IconShare,
  IconTextPlus,
  IconTrash,
} from "@tabler/icons-react";
import { dashboardTitleOf } from "../shell/dashboards";
import { call, messageOf } from "../shell/http";
import { goTo } from "../shell/route";
import type { OpenDashboard } from "../store/openDashboard";
import { useSignal } from "../store/useSignal";
import type { Dashboard } from "../wire/dashboard";
import type { DashboardActions } from "./dashboardActions";

/** What the switch does, in one place for all that explain it. */
export const KEEP_RUNNING =
  "The server starts what these tiles show, also while nobody looks, and starts it again after a failure or its own restart. Off: what runs goes on until it is stopped, and nothing is started by itself.";

interface DashboardMenuProps {
  readonly dashboard: OpenDashboard;
  readonly document: Dashboard;
  readonly actions: DashboardActions;
}

/** What can be done with a whole dashboard. */
export function DashboardMenu({ dashboard, document, actions }: DashboardMenuProps) {
  const owned = useSignal(dashboard.role) === "owner";
  const tell = (error: unknown) => dashboard.tell(messageOf(error));
  const duplicate = async () => {
    // The copy is made on the server, of what it has.
    if (!(await dashboard.flush())) {
      dashboard.tell("The newest changes are not saved, so no copy was made. Try again once they are.");
      return;
    }
    await call<Dashboard>("POST", `/dashboards/${dashboard.id}/duplicate`).then((copy) => goTo(`/d/${copy.id}`), tell);
  };
  const trash = () =>
    call("DELETE", `/dashboards/${dashboard.id}`).then(() => {
      goTo("/?shelf=dashboards");
      const restore = () =>
        call("POST", `/dashboards/${dashboard.id}/restore`).then(() => {
          notifications.hide(notice);
          goTo(`/d/${dashboard.id}`);
        }, tell);
      const notice = notifications.show({
        message: (
          <span>
            “{dashboardTitleOf(document)}” is in the trash.{" "}
            <Button size="compact-xs" variant="subtle" onClick={restore}>
              Undo
            </Button>
          </span>
        ),
      });
    }, tell);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label="More for this dashboard">
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className="notebook-menu">
        <div className="mode-in-menu">
          <Menu.Item
            role="menuitemcheckbox"
            aria-label="Keep running"
            aria-description={KEEP_RUNNING}
            aria-checked={document.keptRunning}
            leftSection={document.keptRunning ? <IconCheck size={15} /> : <span className="no-check" />}
            onClick={() => dashboard.edit({ kind: "setKeptRunning", keptRunning: !document.keptRunning })}
          >
            Keep running
            <span className="menu-meaning">{KEEP_RUNNING}</span>
          </Menu.Item>
          <Menu.Divider />
        </div>
        <Menu.Item leftSection={<IconTextPlus size={15} />} onClick={actions.addText}>
          Add text…
        </Menu.Item>
        <Menu.Item leftSection={<IconAlignLeft size={15} />} onClick={actions.describe}>
          Description…
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconShare size={15} />} onClick={actions.share} disabled={!owned}>
          Share…
        </Menu.Item>
        <Menu.Item leftSection={<IconMaximize size={15} />} onClick={actions.fullScreen}>
          Full screen
        </Menu.Item>
        <Menu.Item leftSection={<IconDeviceTv size={15} />} onClick={() => goTo(`/d/${dashboard.id}?kiosk=true`)}>
          Kiosk mode
          <span className="menu-meaning">
            Nothing but the tiles, for a screen on a wall. Esc leaves it. Add &rotate=ID,ID&seconds=30 to the address to
            show several in turn.
          </span>
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconHistory size={15} />} onClick={actions.history}>
          History
        </Menu.Item>
        <Menu.Item
          leftSection={<IconDownload size={15} />}
          component="a"
          href={`/api/dashboards/${dashboard.id}/export`}
          download
        >
          Export as Markdown
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={15} />} onClick={duplicate}>
          Duplicate
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={trash}>
          Move to trash
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
