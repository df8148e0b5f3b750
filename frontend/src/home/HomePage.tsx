import { ActionIcon, Button, SegmentedControl, TextInput, Tooltip } from "@mantine/core";
import { IconFileImport, IconKey, IconPlug, IconPlus, IconSearch } from "@tabler/icons-react";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { AccountMenu } from "../shell/AccountMenu";
import { ClusterChip } from "../shell/ClusterChip";
import { ColorSchemeButton } from "../shell/ColorSchemeButton";
import { ConnectionBanner } from "../shell/ConnectionBanner";
import { createDashboard } from "../shell/dashboards";
import { call } from "../shell/http";
import { Logo } from "../shell/Logo";
import { goTo, useSearch } from "../shell/route";
import { SecretsDialog } from "../shell/SecretsDialog";
import type { NotebookDocument } from "../wire/types";
import { HomePalette } from "./HomePalette";
import { importDashboards, importNotebook } from "./importFile";
import { report } from "./report";
import { ShelfItem, type ShelfLine } from "./ShelfItem";
import { copyOf, type SampleLine } from "./samples";
import { SHELVES, type Shelf, useShelves } from "./useShelves";

const TITLE: Readonly<Record<Shelf, string>> = { notebooks: "Notebooks", dashboards: "Dashboards", trash: "Trash" };

/** All notebooks and dashboards, the samples, and the ways to a new one. */
export function HomePage() {
  const [samples, setSamples] = useState<readonly SampleLine[]>([]);
  const [search, setSearch] = useState("");
  const asked = new URLSearchParams(useSearch()).get("shelf");
  const shelf = SHELVES.find((name) => name === asked) ?? "notebooks";
  const { shelves, load } = useShelves(search);
  const [secrets, setSecrets] = useState(false);
  const file = useRef<HTMLInputElement>(null);

  useEffect(() => {
    document.title = "Riffle";
    call<{ samples: readonly SampleLine[] }>("GET", "/samples").then((answer) => setSamples(answer.samples), report);
  }, []);

  const open = (notebook: NotebookDocument) => goTo(`/n/${notebook.id}`);
  const create = () => call<NotebookDocument>("POST", "/notebooks", { cells: [{ kind: "sql" }] }).then(open, report);
  const startDashboard = () => createDashboard("").then(({ id }) => goTo(`/d/${id}`), report);
  const openSample = (sample: SampleLine) => void copyOf(sample).then((made) => made && open(made), report);
  const importText = (text: string) =>
    (shelf === "dashboards" ? importDashboards(text) : importNotebook(text)).then((path) => {
      load();
      goTo(path);
    }, report);
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
        <Tooltip label="Connectors">
          <ActionIcon variant="subtle" color="gray" aria-label="Connectors" onClick={() => goTo("/connectors")}>
            <IconPlug size={17} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Secrets">
          <ActionIcon variant="subtle" color="gray" aria-label="Secrets" onClick={() => setSecrets(true)}>
            <IconKey size={17} />
          </ActionIcon>
        </Tooltip>
        <ColorSchemeButton />
        <AccountMenu />
      </header>
      <ConnectionBanner />
      <main className="home">
        <div className="home-actions">
          <h1>{TITLE[shelf]}</h1>
          <span className="spacer" />
          <Button variant="default" leftSection={<IconFileImport size={16} />} onClick={() => file.current?.click()}>
            Import
          </Button>
          {shelf === "dashboards" ? (
            <Button leftSection={<IconPlus size={16} />} onClick={startDashboard}>
              New dashboard
            </Button>
          ) : (
            <Button leftSection={<IconPlus size={16} />} onClick={create}>
              New notebook
            </Button>
          )}
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
        {shelf === "notebooks" && (
          <section aria-label="Samples" className="samples">
            {samples.map((sample) => (
              <button type="button" key={sample.name} className="sample" onClick={() => openSample(sample)}>
                <strong>{sample.title}</strong>
                <span>{sample.description}</span>
                <em>{sample.needsKafka ? "Open a copy · needs Kafka" : "Open a copy"}</em>
              </button>
            ))}
          </section>
        )}
        <div className="home-filter">
          <TextInput
            aria-label="Search notebooks and dashboards"
            placeholder="Search in titles and cells"
            leftSection={<IconSearch size={15} />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <SegmentedControl
            size="xs"
            value={shelf}
            aria-label="What to show"
            onChange={(value) => goTo(value === "notebooks" ? "/" : `/?shelf=${value}`, "replace")}
            data={SHELVES.map((name) => ({
              value: name,
              // The search looks everywhere: the others say what it found there.
              label: search === "" || !shelves ? TITLE[name] : `${TITLE[name]} (${shelves[name].length})`,
            }))}
          />
        </div>
        <Shelved
          lines={shelves?.[shelf] ?? null}
          empty={emptyText(search, shelf)}
          trashed={shelf === "trash"}
          load={load}
        />
      </main>
      <SecretsDialog opened={secrets} close={() => setSecrets(false)} />
      <HomePalette
        create={create}
        createDashboard={startDashboard}
        chooseFile={() => file.current?.click()}
        secrets={() => setSecrets(true)}
        samples={samples.map((sample) => ({ title: sample.title, open: () => openSample(sample) }))}
      />
    </div>
  );
}

function emptyText(search: string, shelf: Shelf): string {
  if (search !== "") {
    return `Nothing here mentions “${search}”.`;
  }
  switch (shelf) {
    case "trash":
      return "The trash is empty.";
    case "notebooks":
      return "No notebooks yet. Open a sample above to watch a stream within a minute, or start a new one.";
    case "dashboards":
      return "No dashboards yet. Open a notebook and choose “Pin to dashboard…” in the menu of a chart, a SQL cell or a Markdown cell, or start an empty one.";
  }
}

interface ShelvedProps {
  /** Null until they are known. */
  readonly lines: readonly ShelfLine[] | null;
  readonly empty: string;
  readonly trashed: boolean;
  readonly load: () => void;
}

function Shelved({ lines, empty, trashed, load }: ShelvedProps) {
  if (lines === null) {
    return <p className="quiet">Loading…</p>;
  }
  return lines.length === 0 ? (
    <p className="quiet">{empty}</p>
  ) : (
    <ul className="notebook-list">
      {lines.map((line) => (
        <ShelfItem key={`${line.kind} ${line.id}`} line={line} trashed={trashed} changed={load} />
      ))}
    </ul>
  );
}
