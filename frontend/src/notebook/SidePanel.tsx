import { SegmentedControl } from "@mantine/core";
import { IconChartBar, IconForms, IconMarkdown, IconSql } from "@tabler/icons-react";
import { useState } from "react";
import { isActive } from "../result/results";
import type { OpenNotebook } from "../store/openNotebook";
import { useSignal } from "../store/useSignal";
import { labelOf } from "../wire/input";
import type { Cell, NotebookDocument } from "../wire/types";
import { NotebookList } from "./NotebookList";

interface SidePanelProps {
  readonly notebook: OpenNotebook;
  readonly document: NotebookDocument;
  readonly go: (cell: string) => void;
}

/** Beside the notebook: the other notebooks, its outline, and what can be named in its SQL. */
export function SidePanel({ notebook, document, go }: SidePanelProps) {
  const [tab, setTab] = useState("outline");
  return (
    <aside className="side-panel">
      <SegmentedControl
        size="xs"
        fullWidth
        value={tab}
        onChange={setTab}
        data={[
          { value: "notebooks", label: "Notebooks" },
          { value: "outline", label: "Outline" },
          { value: "catalog", label: "Catalog" },
        ]}
      />
      {tab === "notebooks" && <NotebookList current={notebook.id} />}
      {tab === "outline" && <Outline notebook={notebook} document={document} go={go} />}
      {tab === "catalog" && <CatalogTree notebook={notebook} />}
    </aside>
  );
}

/** A cell in a few words. */
export function summaryOf(cell: Cell): string {
  if (cell.kind === "chart") {
    return cell.chart.title || `${cell.chart.type} chart`;
  }
  if (cell.kind === "input") {
    return labelOf(cell.input);
  }
  const line = cell.text
    .split("\n")
    .map((part) => part.trim())
    .find((part) => part !== "");
  const words = (line ?? "").replace(/^[#\-*>\s]+/, "");
  return words === "" ? `Empty ${cell.kind === "sql" ? "SQL" : "Markdown"} cell` : words.slice(0, 80);
}

function Outline({ notebook, document, go }: SidePanelProps) {
  const runs = useSignal(notebook.runs);
  return (
    <nav aria-label="Outline" className="outline">
      {document.cells.map((cell) => {
        const run = runs.get(cell.id);
        const heading = cell.kind === "markdown" && /^\s*#/.test(cell.text);
        return (
          <button type="button" key={cell.id} onClick={() => go(cell.id)} className={heading ? "heading" : undefined}>
            {cell.kind === "sql" ? (
              <IconSql size={14} />
            ) : cell.kind === "chart" ? (
              <IconChartBar size={14} />
            ) : cell.kind === "input" ? (
              <IconForms size={14} />
            ) : (
              <IconMarkdown size={14} />
            )}
            <span>{summaryOf(cell)}</span>
            {isActive(run) && <i className="dot live" />}
            {run?.state === "failed" && <i className="dot fail" />}
          </button>
        );
      })}
      {document.cells.length === 0 && <p className="quiet">No cells yet.</p>}
    </nav>
  );
}

function CatalogTree({ notebook }: { readonly notebook: OpenNotebook }) {
  const catalog = useSignal(notebook.catalog);
  if (!catalog || catalog.tables.length === 0) {
    return <p className="quiet">No tables yet. They show here once a cell creates them.</p>;
  }
  return (
    <div className="catalog">
      <div className="catalog-path">
        {catalog.currentCatalog} / {catalog.currentDatabase}
      </div>
      {catalog.tables.map((table) => (
        <details key={`${table.catalog}.${table.database}.${table.name}`}>
          <summary>
            {table.name} <span className="badge">{table.view ? "view" : (table.connector ?? "table")}</span>
          </summary>
          {table.columns.map((column) => (
            <div className="catalog-column" key={column.name}>
              <span>
                {column.name}
                {table.primaryKey.includes(column.name) && <span className="badge">key</span>}
              </span>
              <code>{column.type}</code>
            </div>
          ))}
          {table.watermark && (
            <div className="catalog-column">
              <span>watermark</span>
              <code>{table.watermark}</code>
            </div>
          )}
        </details>
      ))}
      {catalog.truncated && <p className="quiet">More tables exist than are listed.</p>}
    </div>
  );
}
