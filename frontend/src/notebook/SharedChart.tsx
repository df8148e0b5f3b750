import { useRef } from "react";
import { ChartView } from "../chart/ChartView";
import { drawnStatement } from "../result/results";
import { useSight } from "../shell/useSight";
import { useFrozenAt, useViewState, useWatchedView } from "../store/context";
import type { Chart, Run } from "../wire/types";

interface SharedChartProps {
  readonly chart: Chart;
  readonly run: Run | undefined;
}

/** A chart of a shared notebook. */
export function SharedChart({ chart, run }: SharedChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const stands = useFrozenAt() !== null;
  const sight = useSight(element);
  const result = drawnStatement(run, chart.statement)?.result;
  const view = useViewState(useWatchedView(result?.view ?? null, sight !== "far"), sight === "shown");
  return (
    <div className="chart-cell" ref={element}>
      <div className="chart-head">
        <b>{chart.title || "Chart"}</b>
      </div>
      {view ? <ChartView view={view} chart={chart} /> : <p className="chart-empty">{emptyWords(run, stands)}</p>}
    </div>
  );
}

function emptyWords(run: Run | undefined, stands: boolean): string {
  if (stands) {
    return "It had no rows when this was frozen.";
  }
  return run && run.state !== "failed" ? "Waiting for rows…" : "Its query does not run.";
}
