import { ActionIcon, Button, Menu, SegmentedControl, Tooltip } from "@mantine/core";
import {
  IconCheck,
  IconCloudCheck,
  IconCloudOff,
  IconCloudUp,
  IconCopy,
  IconDots,
  IconDownload,
  IconKey,
  IconKeyboard,
  IconLayoutSidebar,
  IconPlayerPlayFilled,
  IconPlayerStopFilled,
} from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { ClusterChip } from "../shell/ClusterChip";
import { ColorSchemeButton } from "../shell/ColorSchemeButton";
import { call } from "../shell/http";
import { Logo } from "../shell/Logo";
import { goTo } from "../shell/route";
import { useWorkbench } from "../store/context";
import type { OpenNotebook, SavedState } from "../store/openNotebook";
import { useSignal } from "../store/useSignal";
import type { Delivery, NotebookDocument, RuntimeMode } from "../wire/types";
import { isActive } from "./CellFrame";

const SAVED: Readonly<Record<SavedState, string>> = {
  saved: "Saved",
  saving: "Saving…",
  offline: "Offline",
};

const SAVED_MORE: Readonly<Record<SavedState, string>> = {
  saved: "Everything is saved",
  saving: "Saving what was changed",
  offline: "Not connected: what is changed is kept here and saved when the server is back",
};

const SAVED_ICON = { saved: IconCloudCheck, saving: IconCloudUp, offline: IconCloudOff } as const;

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
  readonly help: () => void;
  readonly secrets: () => void;
}

export function TopBar({ notebook, document, togglePanel, help, secrets }: TopBarProps) {
  const workbench = useWorkbench();
  const saved = useSignal(notebook.saved);
  const runs = useSignal(notebook.runs);
  const active = [...runs.values()].some(isActive);
  const SavedIcon = SAVED_ICON[saved];
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
      <a
        className="logo"
        href="/"
        onClick={(event) => {
          event.preventDefault();
          goTo("/");
        }}
      >
        <Logo /> <span className="logo-word">Riffle</span>
      </a>
      <span className="slash">/</span>
      <TitleField notebook={notebook} title={document.title} />
      <Tooltip label={SAVED_MORE[saved]}>
        <span className="saved" data-testid="saved" data-state={saved} role="status" aria-label={SAVED[saved]}>
          <SavedIcon size={16} aria-hidden />
          <span className="saved-word">{SAVED[saved]}</span>
        </span>
      </Tooltip>
      <span className="spacer" />
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
    </header>
  );
}

function Check({ on }: { readonly on: boolean }) {
  return on ? <IconCheck size={15} /> : <span className="no-check" />;
}

function TitleField({ notebook, title }: { readonly notebook: OpenNotebook; readonly title: string }) {
  const [text, setText] = useState(title);
  useEffect(() => setText(title), [title]);
  useEffect(() => {
    document.title = `${title || "Untitled notebook"} · Riffle`;
  }, [title]);
  return (
    <input
      className="title"
      aria-label="Title"
      placeholder="Untitled notebook"
      maxLength={200}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => {
        if (text !== title) {
          notebook.edit({ kind: "setTitle", title: text });
        }
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") {
          event.currentTarget.blur();
        } else if (event.key === "Escape") {
          setText(title);
          event.stopPropagation();
        }
      }}
    />
  );
}
