import { useSortable } from "@dnd-kit/sortable";
import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import {
  IconArrowDown,
  IconArrowUp,
  IconChartBar,
  IconChevronDown,
  IconChevronRight,
  IconCopy,
  IconDots,
  IconGripVertical,
  IconPin,
  IconPlayerPlayFilled,
  IconPlayerStopFilled,
  IconTrash,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { isActive } from "../result/results";
import { PeopleInCell } from "../shell/PeopleHere";
import type { Cell, Person, Run } from "../wire/types";

export interface CellFrameActions {
  select(): void;
  run(): void;
  stop(): void;
  duplicate(): void;
  delete(): void;
  move(direction: -1 | 1): void;
  collapse(): void;
  addChart(): void;
  pin(): void;
}

interface CellFrameProps {
  readonly cell: Cell;
  readonly run: Run | undefined;
  readonly selected: boolean;
  readonly editing: boolean;
  readonly summary: string;
  /** Others who chose this cell. */
  readonly people: readonly Person[];
  readonly actions: CellFrameActions;
  readonly children: ReactNode;
}

/** What all cells have: the run button, the border of the chosen one, the menu, the handle to drag it by. */
export function CellFrame({ cell, run, selected, editing, summary, people, actions, children }: CellFrameProps) {
  const sortable = useSortable({ id: cell.id });
  const active = isActive(run);
  const translate = sortable.transform;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard chooses cells with up and down.
    <section
      ref={sortable.setNodeRef}
      id={`cell-${cell.id}`}
      aria-label={`${cell.kind} cell`}
      data-testid="cell"
      data-kind={cell.kind}
      data-selected={selected || undefined}
      data-editing={editing || undefined}
      className="cell"
      onClick={actions.select}
      style={{
        transform: translate ? `translate(0, ${Math.round(translate.y)}px)` : undefined,
        transition: sortable.transition,
        zIndex: sortable.isDragging ? 5 : undefined,
      }}
    >
      <div className="gutter">
        {cell.kind === "sql" &&
          (active ? (
            <Tooltip label="Stop" position="left">
              <button type="button" className="play running" aria-label="Stop cell" onClick={actions.stop}>
                <IconPlayerStopFilled size={11} />
              </button>
            </Tooltip>
          ) : (
            <Tooltip label="Run (Shift+Enter)" position="left">
              <button type="button" className="play" aria-label="Run cell" onClick={actions.run}>
                <IconPlayerPlayFilled size={11} />
              </button>
            </Tooltip>
          ))}
        <button
          type="button"
          className="handle"
          aria-label="Move cell"
          ref={sortable.setActivatorNodeRef}
          {...sortable.attributes}
          {...sortable.listeners}
        >
          <IconGripVertical size={14} />
        </button>
      </div>
      <PeopleInCell people={people} />
      <div className="box">
        <div className="cell-tools">
          <Tooltip label={cell.collapsed ? "Expand" : "Collapse"}>
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={cell.collapsed ? "Expand cell" : "Collapse cell"}
              onClick={actions.collapse}
            >
              {cell.collapsed ? <IconChevronRight size={15} /> : <IconChevronDown size={15} />}
            </ActionIcon>
          </Tooltip>
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <ActionIcon size="sm" variant="subtle" color="gray" aria-label="More for this cell">
                <IconDots size={15} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {cell.kind === "sql" && (
                <Menu.Item leftSection={<IconChartBar size={15} />} onClick={actions.addChart}>
                  Chart of this result
                </Menu.Item>
              )}
              {cell.kind !== "input" && (
                <Menu.Item leftSection={<IconPin size={15} />} onClick={actions.pin}>
                  Pin to dashboard…
                </Menu.Item>
              )}
              <Menu.Item leftSection={<IconCopy size={15} />} onClick={actions.duplicate}>
                Duplicate
              </Menu.Item>
              <Menu.Item leftSection={<IconArrowUp size={15} />} onClick={() => actions.move(-1)}>
                Move up
              </Menu.Item>
              <Menu.Item leftSection={<IconArrowDown size={15} />} onClick={() => actions.move(1)}>
                Move down
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={actions.delete}>
                Delete
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
        {cell.collapsed ? <div className="collapsed-summary">{summary}</div> : children}
      </div>
    </section>
  );
}
