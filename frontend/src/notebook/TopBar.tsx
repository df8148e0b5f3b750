import { ActionIcon, Button, Menu, SegmentedControl, Tooltip } from "@mantine/core";
import {
  IconCheck,
  IconCopy,
  IconDots,
  IconDownload,
  IconHistory,
  IconKey,
  IconKeyboard,
  IconLayoutSidebar,
  IconPlayerPlayFilled,
  IconPlayerStopFilled,
  IconShare,
} from "@tabler/icons-react";
import { useState } from "react";
import { isActive } from "../result/results";
import { AccountMenu } from "../shell/AccountMenu";
import { ClusterChip } from "../shell/ClusterChip";
import { ColorSchemeButton } from "../shell/ColorSchemeButton";
import { call } from "../shell/http";
import { Logo } from "../shell/Logo";
import { PageLink } from "../shell/PageLink";
import { PeopleHere } from "../shell/PeopleHere";
import { goTo } from "../shell/route";
import { SavedMark } from "../shell/SavedMark";
import { ShareDialog } from "../shell/ShareDialog";
import { TitleField } from "../shell/TitleField";
import { useWorkbench } from "../store/context";
import type { OpenNotebook } from "../store/openNotebook";
import { useSignal } from "../store/useSignal";
import type { Delivery, NotebookDocument, Person, RuntimeMode } from "../wire/types";
import { summaryOf } from "./SidePanel";

const MODES: readonly { readonly value: RuntimeMode; readonly label: string }[] = [
  { value: "streaming", label: "Streaming" },
  { value: "batch", label: "Batch" },
];

const DELIVERIES: readonly { readonly value: Delivery; readonly label: string; readonly meaning: string }[] = [
  {
    value: "live",
    label: "At once",
    meaning:
      "What the job makes is shown within a moment. After a failure the result goes back to the last checkpoint and goes on from there.",
  },
  {
    value: "committed",
    label: "When committed",
    meaning:
      "Only what a complete checkpoint covers is shown, so nothing that was shown is ever taken back after a failure. Rows come at the pace of the checkpoints (every 5 s unless execution.checkpointing.interval is set).",
  },
];

interface TopBarProps {
  readonly notebook: OpenNotebook;
  readonly document: NotebookDocument;
  readonly togglePanel: () => void;
  readonly go: (cell: string) => void;
  readonly help: () => void;
  readonly secrets: () => void;
  readonly history: () => void;
}

export function TopBar({ notebook, document, togglePanel, go, help, secrets, history }: TopBarProps) {
  const workbench = useWorkbench();
  const saved = useSignal(notebook.saved);
  const runs = useSignal(notebook.runs);
  const people = useSignal(notebook.people);
  const owned = useSignal(notebook.role) === "owner";
  const cellOf = (person: Person) => document.cells.find(({ id }) => id === person.cell);
  const [sharing, setSharing] = useState(false);
  const share = () => setSharing(true);
  const active = [...runs.values()].some(isActive);
  const setMode = (mode: string) => notebook.edit({ kind: "setRuntimeMode", runtimeMode: mode as RuntimeMode });
  const setDelivery = (delivery: Delivery) => notebook.edit({ kind: "setDelivery", delivery });
  const duplicate = () =>
    call<NotebookDocument>("POST", `/notebooks/${notebook.id}/duplicate`).then(
      (copy) => goTo(`/n/${copy.id}`),
      (error) => workbench.notify(String(error.message)),
    );
  return (
    <header className="top-bar">
      <Tooltip label="Notebooks, outline and catalog">
        <ActionIcon variant="subtle" color="gray" aria-label="Side panel" onClick={togglePanel}>
          <IconLayoutSidebar size={17} />
        </ActionIcon>
      </Tooltip>
      <PageLink className="logo" to="/">
        <Logo /> <span className="logo-word">Riffle</span>
      </PageLink>
      <span className="slash">/</span>
      <TitleField
        title={document.title}
        untitled="Untitled notebook"
        change={(title) => notebook.edit({ kind: "setTitle", title })}
      />
      <SavedMark saved={saved} />
      <span className="spacer" />
      <PeopleHere
        people={people}
        whereIs={(person) => {
          const cell = cellOf(person);
          return cell ? summaryOf(cell) : null;
        }}
        go={(person) => person.cell !== null && go(person.cell)}
      />
      <SegmentedControl
        className="mode"
        size="xs"
        aria-label="Runtime mode"
        value={document.runtimeMode}
        onChange={setMode}
        data={MODES as { value: string; label: string }[]}
      />
      <ClusterChip />
      <ColorSchemeButton />
      <AccountMenu />
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label="More for this notebook">
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown className="notebook-menu">
          <div className="mode-in-menu">
            <Menu.Label>Runtime mode</Menu.Label>
            {MODES.map(({ value, label }) => (
              <Menu.Item
                key={value}
                role="menuitemradio"
                aria-checked={value === document.runtimeMode}
                leftSection={<Check on={value === document.runtimeMode} />}
                onClick={() => setMode(value)}
              >
                {label}
              </Menu.Item>
            ))}
            <Menu.Divider />
          </div>
          <Menu.Label>Rows of a streaming result appear</Menu.Label>
          {DELIVERIES.map(({ value, label, meaning }) => (
            <Menu.Item
              key={value}
              role="menuitemradio"
              aria-label={label}
              aria-description={meaning}
              aria-checked={value === document.delivery}
              leftSection={<Check on={value === document.delivery} />}
              onClick={() => setDelivery(value)}
            >
              {label}
              <span className="menu-meaning">{meaning}</span>
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconDownload size={15} />}
            component="a"
            href={`/api/notebooks/${notebook.id}/export`}
            download
          >
            Export as Markdown
          </Menu.Item>
          <Menu.Item
            leftSection={<IconDownload size={15} />}
            component="a"
            href={`/api/notebooks/${notebook.id}/export?dashboards=true`}
            download
          >
            Export with its dashboards
          </Menu.Item>
          <Menu.Item leftSection={<IconHistory size={15} />} onClick={history}>
            History
          </Menu.Item>
          <Menu.Item leftSection={<IconShare size={15} />} onClick={share} disabled={!owned}>
            Share…
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={15} />} onClick={duplicate}>
            Duplicate
          </Menu.Item>
          <Menu.Item leftSection={<IconKey size={15} />} onClick={secrets}>
            Secrets
          </Menu.Item>
          <Menu.Item leftSection={<IconKeyboard size={15} />} onClick={help}>
            Keyboard
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button
        className="wide-only"
        size="compact-sm"
        variant="default"
        disabled={!owned}
        leftSection={<IconShare size={14} />}
        onClick={share}
      >
        Share
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        disabled={!active}
        aria-label="Stop all"
        leftSection={<IconPlayerStopFilled size={12} />}
        onClick={() => notebook.stopAll()}
      >
        <span className="wide">Stop all</span>
      </Button>
      <Button
        size="compact-sm"
        aria-label="Run all"
        leftSection={<IconPlayerPlayFilled size={12} />}
        onClick={() => notebook.runAll()}
      >
        <span className="wide">Run all</span>
      </Button>
      <ShareDialog
        kind="notebook"
        id={notebook.id}
        title={document.title}
        opened={sharing}
        close={() => setSharing(false)}
      />
    </header>
  );
}

function Check({ on }: { readonly on: boolean }) {
  return on ? <IconCheck size={15} /> : <span className="no-check" />;
}
