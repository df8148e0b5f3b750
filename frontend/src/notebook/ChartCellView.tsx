import { ActionIcon, Tooltip } from "@mantine/core";
import { IconAdjustments } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { ChartView } from "../chart/ChartView";
import { drawnStatement } from "../result/results";
import { useSight } from "../shell/useSight";
import { useViewState, useWatchedView } from "../store/context";
import type { OpenNotebook } from "../store/openNotebook";
import { useSignal } from "../store/useSignal";
import type { ChartCell, NotebookDocument } from "../wire/types";
import { ChartEditor } from "./ChartEditor";

interface ChartCellViewProps {
  readonly notebook: OpenNotebook;
  readonly document: NotebookDocument;
  readonly cell: ChartCell;
}

/** A chart on the live result of a SQL cell of the same notebook. */
export function ChartCellView({ notebook, document, cell }: ChartCellViewProps) {
  const { chart } = cell;
  const runs = useSignal(notebook.runs);
  const run = chart.source === null ? undefined : runs.get(chart.source);
  const result = drawnStatement(run, chart.statement)?.result;
  const element = useRef<HTMLDivElement>(null);
  const sight = useSight(element);
  const view = useViewState(useWatchedView(result?.view ?? null, sight !== "far"), sight === "shown");
  const [editing, setEditing] = useState(chart.source === null || chart.y.length === 0);
  const source = document.cells.some((candidate) => candidate.id === chart.source);
  return (
    <div className="chart-cell" ref={element}>
      <div className="chart-head">
        <b>{chart.title || "Chart"}</b>
        {run && view && <small>{view.schema.mode === "append" ? "append-only" : "updating"}</small>}
        <span className="spacer" />
        <Tooltip label={editing ? "Done" : "Edit chart"}>
          <ActionIcon
            className="chart-edit"
            variant={editing ? "light" : "subtle"}
            color={editing ? "river" : "gray"}
            aria-label="Edit chart"
            aria-pressed={editing}
            onClick={() => setEditing(!editing)}
          >
            <IconAdjustments size={16} />
          </ActionIcon>
        </Tooltip>
      </div>
      {editing && (
        <ChartEditor
          document={document}
          chart={chart}
          schema={result?.schema ?? null}
          change={(changed) => notebook.edit({ kind: "setChart", cell: cell.id, chart: changed })}
        />
      )}
      {view ? (
        <ChartView view={view} chart={chart} />
      ) : (
        <p className="chart-empty">
          {chart.source === null
            ? "Choose the SQL cell whose result to draw."
            : source
              ? run && run.state !== "failed"
                ? "Waiting for rows…"
                : "Run the SQL cell, and its result is drawn here."
              : "The SQL cell of this chart was deleted. Choose another."}
        </p>
      )}
    </div>
  );
}
