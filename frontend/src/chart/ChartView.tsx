import { useComputedColorScheme } from "@mantine/core";
import { BarChart, LineChart, PieChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, type EChartsType, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useLayoutEffect, useMemo, useRef } from "react";
import type { View } from "../store/view";
import type { Chart, ColumnType, Value } from "../wire/types";
import { type ChartColours, drawing, numberOf } from "./option";

use([BarChart, LineChart, PieChart, ScatterChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const LIGHT: ChartColours = {
  ink: "#1c2430",
  mute: "#667085",
  line: "#e6e6e1",
  card: "#ffffff",
  series: ["#0b6e8a", "#e0803a", "#2f9e6e", "#8a5cd6", "#d64545", "#2f7de1", "#d9a514", "#d6569b", "#667085"],
};

const DARK: ChartColours = {
  ink: "#e5e9ef",
  mute: "#8f9bad",
  line: "#27313d",
  card: "#151c24",
  series: ["#4cb8d6", "#f0a94a", "#6fd3a6", "#c0a1ff", "#ff7b7b", "#7fb2f5", "#f0cf5a", "#f08fc0", "#8f9bad"],
};

/** A view drawn as a chart. It moves as the view does; what is gone from the view is gone from the chart. */
export function ChartView({ view, chart }: { readonly view: View; readonly chart: Chart }) {
  const colours = useComputedColorScheme("light") === "dark" ? DARK : LIGHT;
  const drawn = useMemo(() => drawing(view, chart, colours), [view, chart, colours]);
  switch (drawn.kind) {
    case "empty":
      return <p className="chart-empty">{drawn.reason}</p>;
    case "number":
      return <BigNumber value={drawn.value} name={drawn.column.name} type={drawn.column.type} />;
    case "echarts":
      return <Canvas option={drawn.option} kind={chart.type} title={chart.title} />;
  }
}

function BigNumber({ value, name, type }: { readonly value: Value; readonly name: string; readonly type: ColumnType }) {
  const number = numberOf(value);
  const shown =
    value === null
      ? "NULL"
      : number !== null && Number.isSafeInteger(number)
        ? number.toLocaleString("en-US")
        : number !== null && (type.name === "DOUBLE" || type.name === "FLOAT")
          ? number.toLocaleString("en-US", { maximumFractionDigits: 2 })
          : String(value);
  return (
    <div className="big-number">
      <div className="big-number-value">{shown}</div>
      <div className="big-number-name">{name}</div>
    </div>
  );
}

function Canvas({
  option,
  kind,
  title,
}: {
  readonly option: EChartsCoreOption;
  readonly kind: string;
  readonly title: string;
}) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const frame = useRef(0);
  const drawnIn = useRef<CSSNumberish | null>(null);
  useLayoutEffect(() => {
    const host = element.current;
    if (!host) {
      return;
    }
    const made = init(host);
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(host);
    return () => {
      cancelAnimationFrame(frame.current);
      observer.disconnect();
      chart.current = null;
      drawnIn.current = null;
      made.dispose();
    };
  }, []);
  // Views change just before a frame is painted, and the chart is painted with it; a second change waits for the next.
  useLayoutEffect(() => {
    const draw = () => {
      drawnIn.current = document.timeline.currentTime;
      chart.current?.setOption(option, { replaceMerge: ["series", "xAxis", "yAxis"], lazyUpdate: false });
    };
    cancelAnimationFrame(frame.current);
    if (drawnIn.current === document.timeline.currentTime) {
      frame.current = requestAnimationFrame(draw);
    } else {
      draw();
    }
  }, [option]);
  return <div className="chart-canvas" ref={element} role="img" aria-label={`${kind} chart ${title}`} />;
}
