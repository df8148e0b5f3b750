import type { EChartsCoreOption } from "echarts/core";
import type { View } from "../store/view";
import type { Chart, Column, Value } from "../wire/types";
import { Points } from "./points";
import { timeOf } from "./time";

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
/** From here on points and bars are painted as one shape, without a look of their own each. */
const LARGE = 2_000;

export function numberOf(value: Value): number | null {
  if (value === null || typeof value === "boolean" || typeof value === "object") {
    return null;
  }
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
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

type Axis = "category" | "time" | "value";

function axisOf(view: View, chart: Chart, x: number): Axis {
  const type = view.schema.columns[x]?.type.name;
  if (type === undefined) {
    return "value";
  }
  return TIME.has(type) ? "time" : NUMERIC.has(type) && chart.type !== "bar" ? "value" : "category";
}

/** The names along an axis, each with its position; one more than fit has none. */
class Categories {
  readonly names: string[] = [];
  private readonly positions = new Map<string, number>();

  positionOf(name: string): number | null {
    const known = this.positions.get(name);
    if (known !== undefined) {
      return known;
    }
    if (this.names.length === MOST_CATEGORIES) {
      return null;
    }
    this.positions.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}

interface Collected {
  readonly axis: Axis;
  readonly categories: readonly string[];
  readonly points: ReadonlyMap<string, Points>;
}

/** All points in one pass over the rows. */
function collect(view: View, chart: Chart, find: Find): Collected {
  const x = find(chart.x);
  const split = find(chart.series);
  const axis = axisOf(view, chart, x);
  const ys = chart.y.map(find);
  const categories = new Categories();
  const points = new Map<string, Points>();
  const pointsOf = (name: string): Points | null => {
    let found = points.get(name) ?? null;
    if (!found && points.size < MOST_SERIES) {
      found = new Points();
      points.set(name, found);
    }
    return found;
  };
  // One list of series for each value of the column that splits them: no name is put together twice.
  const bySplit = new Map<Value, readonly (Points | null)[]>();
  const seriesOf = (value: Value): readonly (Points | null)[] => {
    let found = bySplit.get(value);
    if (!found) {
      found = chart.y.map((name) =>
        pointsOf(split < 0 ? name : ys.length > 1 ? `${label(value)} · ${name}` : label(value)),
      );
      if (bySplit.size < MOST_SERIES) {
        bySplit.set(value, found);
      }
    }
    return found;
  };
  for (const row of view.rows) {
    const value = row.values[x] ?? null;
    const along =
      x < 0
        ? row.id
        : axis === "time"
          ? timeOf(value)
          : axis === "value"
            ? numberOf(value)
            : categories.positionOf(label(value));
    if (along === null) {
      continue;
    }
    const series = seriesOf(split < 0 ? null : (row.values[split] ?? null));
    for (let i = 0; i < ys.length; i++) {
      const y = numberOf(row.values[ys[i] as number] ?? null);
      if (y !== null) {
        series[i]?.add(along, y);
      }
    }
  }
  for (const [name, list] of points) {
    if (list.length === 0) {
      points.delete(name);
    }
  }
  return { axis, categories: categories.names, points };
}

function cartesian(view: View, chart: Chart, colours: ChartColours, find: Find): EChartsCoreOption {
  const collected = collect(view, chart, find);
  const { axis, categories, points } = collected;
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
    ...(axis === "category" ? { data: [...categories] } : {}),
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
    series: names.map((name) => oneSeries(name, points.get(name) as Points, chart, collected, colours)),
  };
}

function oneSeries(name: string, points: Points, chart: Chart, collected: Collected, colours: ChartColours): object {
  const byX = collected.axis !== "category" && chart.type !== "scatter";
  const data = points.toArray(byX, chart.horizontal);
  const named = NAMED_COLOURS[name.toLowerCase()];
  const single = collected.axis === "category" && collected.points.size === 1;
  const coloured = chart.type === "bar" && single && points.length <= 40;
  return {
    id: name,
    name,
    type: chart.type === "area" ? "line" : chart.type,
    data: coloured ? barsByName(data, chart, colours, collected.categories) : data,
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
      : { large: points.length > LARGE, largeThreshold: LARGE }),
  };
}

/** Bars that stand for a colour have it: a chart of reds and blues reads best in red and blue. */
function barsByName(
  data: Float64Array,
  chart: Chart,
  colours: ChartColours,
  categories: readonly string[],
): readonly object[] {
  const bars: object[] = [];
  for (let i = 0; i < data.length; i += 2) {
    const name = categories[data[chart.horizontal ? i + 1 : i] as number] ?? "";
    const colour = NAMED_COLOURS[name.toLowerCase()] ?? colours.series[0];
    bars.push({ value: [data[i], data[i + 1]], itemStyle: { color: colour } });
  }
  return bars;
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
