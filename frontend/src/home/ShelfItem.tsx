import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import { IconArrowBackUp, IconCopy, IconDots, IconDownload, IconTrash } from "@tabler/icons-react";
import { call } from "../shell/http";
import { PageLink } from "../shell/PageLink";
import { report } from "./report";

/** A notebook or a dashboard in a list. */
export interface ShelfLine {
  readonly kind: "notebook" | "dashboard";
  readonly id: string;
  readonly title: string;
  /** Whether it may be trashed here. */
  readonly owned: boolean;
  /** What the server is doing for it, in a few words; null for nothing. */
  readonly live: string | null;
  readonly facts: string;
}

interface ShelfItemProps {
  readonly line: ShelfLine;
  readonly trashed: boolean;
  /** Something was done to it: the lists are others now. */
  readonly changed: () => void;
}

/** One line of the home page: the way to a document, and what can be done with it as a whole. */
export function ShelfItem({ line, trashed, changed }: ShelfItemProps) {
  const { kind, id, title } = line;
  const act = (method: string, path: string, done?: () => void) => () =>
    call(method, `/${kind}s/${id}${path}`).then(() => {
      changed();
      done?.();
    }, report);
  const restore = act("POST", "/restore");
  const trash = act("DELETE", "", () =>
    notifications.show({
      message: (
        <span>
          “{title}” is in the trash.{" "}
          <Button size="compact-xs" variant="subtle" onClick={restore}>
            Undo
          </Button>
        </span>
      ),
    }),
  );
  const erase = () =>
    modals.openConfirmModal({
      title: "Delete for good?",
      children: `“${title}” can't be brought back after this.`,
      labels: { confirm: "Delete for good", cancel: "Keep" },
      confirmProps: { color: "red" },
      onConfirm: act("DELETE", "?permanently=true"),
    });
  return (
    <li>
      {trashed ? (
        <span className="notebook-link">{title}</span>
      ) : (
        <PageLink to={kind === "notebook" ? `/n/${id}` : `/d/${id}`} className="notebook-link">
          {title}
        </PageLink>
      )}
      {line.live && (
        <span className="chip">
          <i className="dot live" />
          {line.live}
        </span>
      )}
      <span className="notebook-facts">{line.facts}</span>
      {trashed ? (
        <>
          <Tooltip label="Restore">
            <ActionIcon variant="subtle" color="gray" aria-label={`Restore ${title}`} onClick={restore}>
              <IconArrowBackUp size={16} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Delete for good">
            <ActionIcon variant="subtle" color="red" aria-label={`Delete ${title} for good`} onClick={erase}>
              <IconTrash size={16} />
            </ActionIcon>
          </Tooltip>
        </>
      ) : (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={`More for ${title}`}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconCopy size={15} />} onClick={act("POST", "/duplicate")}>
              Duplicate
            </Menu.Item>
            <Menu.Item
              leftSection={<IconDownload size={15} />}
              component="a"
              href={`/api/${kind}s/${id}/export`}
              download
            >
              Export as Markdown
            </Menu.Item>
            {kind === "notebook" && (
              <Menu.Item
                leftSection={<IconDownload size={15} />}
                component="a"
                href={`/api/notebooks/${id}/export?dashboards=true`}
                download
              >
                Export with its dashboards
              </Menu.Item>
            )}
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={trash} disabled={!line.owned}>
              Move to trash
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}
