import { ActionIcon, Button, Menu, SegmentedControl, TextInput, Tooltip } from "@mantine/core";
import { modals } from "@mantine/modals";
import { notifications } from "@mantine/notifications";
import {
  IconArrowBackUp,
  IconCopy,
  IconDots,
  IconDownload,
  IconFileImport,
  IconKey,
  IconPlus,
  IconSearch,
  IconTrash,
} from "@tabler/icons-react";
import { type DragEvent, useCallback, useEffect, useRef, useState } from "react";
import { ClusterChip } from "../shell/ClusterChip";
import { ColorSchemeButton } from "../shell/ColorSchemeButton";
import { ConnectionBanner } from "../shell/ConnectionBanner";
import { call } from "../shell/http";
import { Logo } from "../shell/Logo";
import { NotebookLink } from "../shell/NotebookLink";
import { listNotebooks, type NotebookLine, titleOf } from "../shell/notebooks";
import { goTo } from "../shell/route";
import { SecretsDialog } from "../shell/SecretsDialog";
import type { NotebookDocument } from "../wire/types";
import { HomePalette } from "./HomePalette";

interface SampleLine {
  readonly name: string;
  readonly title: string;
  readonly description: string;
}

const SEARCH_DELAY_MILLIS = 150;

function report(error: unknown): void {
  notifications.show({ message: error instanceof Error ? error.message : String(error), color: "red" });
}

/** All notebooks, the samples, and the ways to a new one. */
export function HomePage() {
  const [lines, setLines] = useState<readonly NotebookLine[] | null>(null);
  const [samples, setSamples] = useState<readonly SampleLine[]>([]);
  const [search, setSearch] = useState("");
  const [shelf, setShelf] = useState<"notebooks" | "trash">("notebooks");
  const [secrets, setSecrets] = useState(false);
  const file = useRef<HTMLInputElement>(null);

  const load = useCallback(() => {
    listNotebooks(search, shelf === "trash").then(setLines, report);
  }, [search, shelf]);
  useEffect(() => {
    const timer = setTimeout(load, SEARCH_DELAY_MILLIS);
    return () => clearTimeout(timer);
  }, [load]);
  useEffect(() => {
    document.title = "Riffle";
    call<{ samples: readonly SampleLine[] }>("GET", "/samples").then((answer) => setSamples(answer.samples), report);
  }, []);

  const open = (notebook: NotebookDocument) => goTo(`/n/${notebook.id}`);
  const create = () => call<NotebookDocument>("POST", "/notebooks", { cells: [{ kind: "sql" }] }).then(open, report);
  const openSample = (name: string) => call<NotebookDocument>("POST", `/samples/${name}/open`).then(open, report);
  const importText = async (text: string) => {
    try {
      const answer = await call<{ notebook: NotebookDocument; warnings: readonly string[] }>(
        "POST",
        "/notebooks/import",
        text,
      );
      for (const warning of answer.warnings) {
        notifications.show({ message: warning, color: "yellow", autoClose: 10_000 });
      }
      open(answer.notebook);
    } catch (error) {
      report(error);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    const dropped = event.dataTransfer.files[0];
    if (dropped) {
      void dropped.text().then(importText);
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a second way; the button is the first.
    <div className="page" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <header className="top-bar">
        <span className="logo">
          <Logo /> Riffle
        </span>
        <span className="spacer" />
        <ClusterChip />
        <Tooltip label="Secrets">
          <ActionIcon variant="subtle" color="gray" aria-label="Secrets" onClick={() => setSecrets(true)}>
            <IconKey size={17} />
          </ActionIcon>
        </Tooltip>
        <ColorSchemeButton />
      </header>
      <ConnectionBanner />
      <main className="home">
        <div className="home-actions">
          <h1>Notebooks</h1>
          <span className="spacer" />
          <Button variant="default" leftSection={<IconFileImport size={16} />} onClick={() => file.current?.click()}>
            Import
          </Button>
          <Button leftSection={<IconPlus size={16} />} onClick={create}>
            New notebook
          </Button>
          <input
            ref={file}
            type="file"
            accept=".md,.markdown,text/markdown,text/plain"
            hidden
            onChange={(event) => {
              const chosen = event.currentTarget.files?.[0];
              event.currentTarget.value = "";
              if (chosen) {
                void chosen.text().then(importText);
              }
            }}
          />
        </div>
        <section aria-label="Samples" className="samples">
          {samples.map((sample) => (
            <button type="button" key={sample.name} className="sample" onClick={() => openSample(sample.name)}>
              <strong>{sample.title}</strong>
              <span>{sample.description}</span>
              <em>Open a copy</em>
            </button>
          ))}
        </section>
        <div className="home-filter">
          <TextInput
            aria-label="Search notebooks"
            placeholder="Search in titles and cells"
            leftSection={<IconSearch size={15} />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <SegmentedControl
            size="xs"
            value={shelf}
            onChange={(value) => setShelf(value as "notebooks" | "trash")}
            data={[
              { value: "notebooks", label: "Notebooks" },
              { value: "trash", label: "Trash" },
            ]}
          />
        </div>
        {lines === null ? (
          <p className="quiet">Loading…</p>
        ) : lines.length === 0 ? (
          <p className="quiet">{emptyText(search, shelf)}</p>
        ) : (
          <ul className="notebook-list">
            {lines.map((line) => (
              <NotebookItem key={line.id} line={line} trashed={shelf === "trash"} changed={load} />
            ))}
          </ul>
        )}
      </main>
      <SecretsDialog opened={secrets} close={() => setSecrets(false)} />
      <HomePalette
        create={create}
        chooseFile={() => file.current?.click()}
        secrets={() => setSecrets(true)}
        samples={samples.map(({ name, title }) => ({ title, open: () => openSample(name) }))}
      />
    </div>
  );
}

function emptyText(search: string, shelf: "notebooks" | "trash"): string {
  if (search !== "") {
    return `Nothing here mentions “${search}”.`;
  }
  return shelf === "trash"
    ? "The trash is empty."
    : "No notebooks yet. Open a sample above to watch a stream within a minute, or start a new one.";
}

interface NotebookItemProps {
  readonly line: NotebookLine;
  readonly trashed: boolean;
  readonly changed: () => void;
}

function NotebookItem({ line, trashed, changed }: NotebookItemProps) {
  const act = (method: string, path: string, done?: () => void) => () =>
    call(method, `/notebooks/${line.id}${path}`).then(() => {
      changed();
      done?.();
    }, report);
  const restore = act("POST", "/restore");
  const trash = act("DELETE", "", () =>
    notifications.show({
      message: (
        <span>
          “{line.title}” is in the trash.{" "}
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
      children: `“${line.title}” can't be brought back after this.`,
      labels: { confirm: "Delete for good", cancel: "Keep" },
      confirmProps: { color: "red" },
      onConfirm: act("DELETE", "?permanently=true"),
    });
  return (
    <li>
      {trashed ? (
        <span className="notebook-link">{titleOf(line)}</span>
      ) : (
        <NotebookLink id={line.id} className="notebook-link">
          {titleOf(line)}
        </NotebookLink>
      )}
      {line.running > 0 && (
        <span className="chip">
          <i className="dot live" />
          {line.running} running
        </span>
      )}
      <span className="notebook-facts">
        {line.cells} {line.cells === 1 ? "cell" : "cells"} · {new Date(line.updatedAt).toLocaleString()}
      </span>
      {trashed ? (
        <>
          <Tooltip label="Restore">
            <ActionIcon variant="subtle" color="gray" aria-label={`Restore ${line.title}`} onClick={restore}>
              <IconArrowBackUp size={16} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Delete for good">
            <ActionIcon variant="subtle" color="red" aria-label={`Delete ${line.title} for good`} onClick={erase}>
              <IconTrash size={16} />
            </ActionIcon>
          </Tooltip>
        </>
      ) : (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={`More for ${line.title}`}>
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
              href={`/api/notebooks/${line.id}/export`}
              download
            >
              Export as Markdown
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={trash}>
              Move to trash
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}
