import type { EChartsCoreOption } from "echarts/core";
import type { View } from "../store/view";
import type { Chart, Column, Value } from "../wire/types";

/** What a chart draws, or why it can't. Pure: rows in, ECharts options out. */
export type Drawing =
  | { readonly kind: "empty"; readonly reason: string }
  | { readonly kind: "number"; readonly value: Value; readonly column: Column }
  | { readonly kind: "echarts"; readonly option: EChartsCoreOption };

export interface ChartColours {
  readonly ink: string;
  readonly mute: string;
  readonly line: string;
  readonly card: string;
  readonly series: readonly string[];
}

const TIME = new Set(["DATE", "TIMESTAMP", "TIMESTAMP_LTZ"]);
const NUMERIC = new Set(["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "DECIMAL", "FLOAT", "DOUBLE"]);
const MOST_ANIMATED = 200;
const MOST_CATEGORIES = 2_000;
const MOST_SERIES = 50;

export function numberOf(value: Value): number | null {
  if (value === null || typeof value === "boolean" || typeof value === "object") {
    return null;
  }
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** Milliseconds of a wall-clock time, as if it were UTC. */
export function timeOf(value: Value): number | null {
  if (typeof value !== "string") {
    return null;
  }
  const millis = Date.parse(`${value.replace(" ", "T").slice(0, 23)}${value.length > 10 ? "Z" : ""}`);
  return Number.isNaN(millis) ? null : millis;
}

export function drawing(view: View, chart: Chart, colours: ChartColours): Drawing {
  const columns = view.schema.columns;
  const find = (name: string | null) => (name === null ? -1 : columns.findIndex((column) => column.name === name));
  const missing = [chart.x, chart.series, ...chart.y].find((name) => name !== null && find(name) < 0);
  if (missing !== undefined) {
    return { kind: "empty", reason: `The result has no column “${missing}”. Choose another.` };
  }
  if (chart.y.length === 0) {
    return { kind: "empty", reason: "Choose a column to draw." };
  }
  if (view.rows.length === 0) {
    return { kind: "empty", reason: "No rows yet." };
  }
  if (chart.type === "number") {
    const y = find(chart.y[0] ?? null);
    return { kind: "number", value: view.rows.at(-1)?.values[y] ?? null, column: columns[y] as Column };
  }
  if (chart.type === "pie") {
    return { kind: "echarts", option: pie(view, chart, colours, find) };
  }
  return { kind: "echarts", option: cartesian(view, chart, colours, find) };
}

type Find = (name: string | null) => number;

function label(value: Value): string {
  return value === null ? "NULL" : String(value);
}

function base(colours: ChartColours, animated: boolean) {
  return {
    color: [...colours.series],
    textStyle: { fontFamily: "inherit", color: colours.ink },
    animation: animated,
    animationDuration: 0,
    animationDurationUpdate: 200,
    animationEasingUpdate: "linear" as const,
    tooltip: {
      backgroundColor: colours.card,
      borderColor: colours.line,
      textStyle: { color: colours.ink, fontSize: 12 },
      confine: true,
    },
    legend: { top: 4, right: 8, textStyle: { color: colours.mute }, icon: "roundRect", itemWidth: 10, itemHeight: 10 },
  };
}

function pie(view: View, chart: Chart, colours: ChartColours, find: Find): EChartsCoreOption {
  const x = find(chart.x);
  const y = find(chart.y[0] ?? null);
  const data = view.rows.slice(0, 200).map((row) => ({
    name: x < 0 ? String(row.id) : label(row.values[x] ?? null),
    value: numberOf(row.values[y] ?? null) ?? 0,
  }));
  const options = base(colours, data.length <= MOST_ANIMATED);
  return {
    ...options,
    tooltip: { ...options.tooltip, trigger: "item" },
    series: [
      {
        id: "pie",
        type: "pie",
        radius: ["45%", "72%"],
        center: ["50%", "54%"],
        data,
        label: { color: colours.ink },
        itemStyle: { borderColor: colours.card, borderWidth: 2 },
      },
    ],
  };
}

interface Point {
  readonly x: number | string;
  readonly y: number;
}

function cartesian(view: View, chart: Chart, colours: ChartColours, find: Find): EChartsCoreOption {
  const x = find(chart.x);
  const series = find(chart.series);
  const xType = x < 0 ? null : (view.schema.columns[x]?.type.name ?? null);
  const axis =
    xType === null
      ? "value"
      : TIME.has(xType)
        ? "time"
        : NUMERIC.has(xType) && chart.type !== "bar"
          ? "value"
          : "category";
  const categories: string[] = [];
  const known = new Map<string, number>();
  const points = new Map<string, Point[]>();
  for (const row of view.rows) {
    const value = row.values[x] ?? null;
    const at = x < 0 ? row.id : axis === "time" ? timeOf(value) : axis === "value" ? numberOf(value) : label(value);
    if (at === null) {
      continue;
    }
    if (typeof at === "string" && !known.has(at)) {
      if (categories.length === MOST_CATEGORIES) {
        continue;
      }
      known.set(at, categories.length);
      categories.push(at);
    }
    for (const name of chart.y) {
      const number = numberOf(row.values[find(name)] ?? null);
      if (number === null) {
        continue;
      }
      const split = series < 0 ? "" : label(row.values[series] ?? null);
      const key = series < 0 ? name : chart.y.length > 1 ? `${split} · ${name}` : split;
      let list = points.get(key);
      if (!list) {
        if (points.size === MOST_SERIES) {
          continue;
        }
        list = [];
        points.set(key, list);
      }
      list.push({ x: at, y: number });
    }
  }
  const animated = view.rows.length <= MOST_ANIMATED;
  const options = base(colours, animated);
  const valueAxis = {
    type: "value",
    scale: chart.type === "scatter",
    axisLabel: { color: colours.mute, hideOverlap: true },
    splitLine: { lineStyle: { color: colours.line } },
  };
  const categoryAxis = {
    type: axis,
    ...(axis === "category" ? { data: categories } : {}),
    ...(axis === "value" ? { scale: true } : {}),
    axisLabel: { color: colours.mute, hideOverlap: true },
    axisLine: { lineStyle: { color: colours.line } },
    axisTick: { show: false },
    splitLine: { show: false },
  };
  const names = [...points.keys()].sort();
  return {
    ...options,
    useUTC: true,
    tooltip: { ...options.tooltip, trigger: chart.type === "scatter" ? "item" : "axis" },
    legend: { ...options.legend, show: names.length > 1 },
    grid: { left: 12, right: 20, top: names.length > 1 ? 36 : 16, bottom: 8, containLabel: true },
    xAxis: chart.horizontal ? valueAxis : categoryAxis,
    yAxis: chart.horizontal ? { ...categoryAxis, inverse: true } : valueAxis,
    series: names.map((name) => oneSeries(name, points.get(name) ?? [], chart, axis, known, colours, names.length)),
  };
}

function oneSeries(
  name: string,
  points: readonly Point[],
  chart: Chart,
  axis: string,
  known: ReadonlyMap<string, number>,
  colours: ChartColours,
  count: number,
): object {
  const ordered =
    axis === "category" || chart.type === "scatter" ? points : [...points].sort((a, b) => Number(a.x) - Number(b.x));
  const data = new Float64Array(ordered.length * 2);
  ordered.forEach((point, i) => {
    const along = typeof point.x === "string" ? (known.get(point.x) ?? 0) : point.x;
    data[i * 2] = chart.horizontal ? point.y : along;
    data[i * 2 + 1] = chart.horizontal ? along : point.y;
  });
  const named = NAMED_COLOURS[name.toLowerCase()];
  const coloured = chart.type === "bar" && count === 1 && axis === "category" && ordered.length <= 40;
  return {
    id: name,
    name,
    type: chart.type === "area" ? "line" : chart.type,
    data: coloured ? barsByName(ordered, chart, colours, known) : data,
    dimensions: ["x", "y"],
    showSymbol: false,
    symbolSize: chart.type === "scatter" ? 7 : 4,
    barMaxWidth: 56,
    itemStyle: {
      ...(named ? { color: named } : {}),
      ...(chart.type === "bar" ? { borderRadius: chart.horizontal ? [0, 4, 4, 0] : [4, 4, 0, 0] } : {}),
    },
    ...(chart.type === "area" ? { areaStyle: { opacity: 0.18 } } : {}),
    ...(chart.stacked ? { stack: "all" } : {}),
    ...(chart.type === "line" || chart.type === "area"
      ? { sampling: "lttb", lineStyle: { width: 2, ...(named ? { color: named } : {}) } }
      : {}),
  };
}

/** Bars that stand for a colour have it: a chart of reds and blues reads best in red and blue. */
function barsByName(
  points: readonly Point[],
  chart: Chart,
  colours: ChartColours,
  known: ReadonlyMap<string, number>,
): object[] {
  return points.map((point) => {
    const along = typeof point.x === "string" ? (known.get(point.x) ?? 0) : point.x;
    const colour = NAMED_COLOURS[String(point.x).toLowerCase()] ?? colours.series[0];
    return { value: chart.horizontal ? [point.y, along] : [along, point.y], itemStyle: { color: colour } };
  });
}

const NAMED_COLOURS: Readonly<Record<string, string>> = {
  red: "#d64545",
  blue: "#2f7de1",
  green: "#2f9e6e",
  purple: "#8a5cd6",
  orange: "#e0803a",
  yellow: "#d9a514",
  pink: "#d6569b",
  grey: "#8a94a6",
  gray: "#8a94a6",
};
