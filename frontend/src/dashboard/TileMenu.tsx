import { ActionIcon, Menu } from "@mantine/core";
import {
  IconCode,
  IconDots,
  IconExternalLink,
  IconPencil,
  IconPlayerPlayFilled,
  IconPlayerStopFilled,
  IconTrash,
} from "@tabler/icons-react";
import { memo } from "react";
import { goTo } from "../shell/route";
import { cellOf, type Tile, type TileSource } from "../wire/dashboard";
import { commandFor } from "./note";
import type { TileActions } from "./tileActions";

interface TileMenuProps {
  readonly tile: Tile;
  readonly source: TileSource | null;
  readonly name: string;
  readonly actions: Pick<TileActions, "start" | "stop" | "edit" | "remove" | "embed">;
}

/** What can be done with one tile. Not drawn again with each frame of its rows. */
export const TileMenu = memo(function TileMenu({ tile, source, name, actions }: TileMenuProps) {
  const cell = source?.kind === "gone" ? null : cellOf(tile);
  const command = commandFor(source);
  const address = cell && `/n/${cell.notebook}#cell-${cell.cell}`;
  return (
    <span className="tile-tools">
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon size="sm" variant="subtle" color="gray" aria-label={`More for ${name}`}>
            <IconDots size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={15} />} onClick={actions.edit}>
            {tile.content.kind === "text" ? "Edit text…" : "Edit title…"}
          </Menu.Item>
          {address && (
            <Menu.Item
              leftSection={<IconExternalLink size={15} />}
              component="a"
              href={address}
              onClick={(event) => {
                if (!event.metaKey && !event.ctrlKey && !event.shiftKey) {
                  event.preventDefault();
                  goTo(address);
                }
              }}
            >
              Open in notebook
            </Menu.Item>
          )}
          {command === "start" && (
            <Menu.Item leftSection={<IconPlayerPlayFilled size={13} />} onClick={actions.start}>
              Start
            </Menu.Item>
          )}
          {command === "stop" && (
            <Menu.Item leftSection={<IconPlayerStopFilled size={13} />} onClick={actions.stop}>
              Stop
            </Menu.Item>
          )}
          {actions.embed && (
            <Menu.Item leftSection={<IconCode size={15} />} onClick={actions.embed}>
              Embed…
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={actions.remove}>
            Remove
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </span>
  );
});
