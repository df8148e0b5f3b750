import { MultiSelect, Select, Switch, TextInput } from "@mantine/core";
import { isNumeric } from "../table/format";
import type { Chart, ChartType, NotebookDocument, Schema } from "../wire/types";

const TYPES: readonly { readonly value: ChartType; readonly label: string }[] = [
  { value: "line", label: "Line" },
  { value: "area", label: "Area" },
  { value: "bar", label: "Bar" },
  { value: "scatter", label: "Scatter" },
  { value: "pie", label: "Pie" },
  { value: "number", label: "Big number" },
];

interface ChartEditorProps {
  readonly document: NotebookDocument;
  readonly chart: Chart;
  readonly schema: Schema | null;
  readonly change: (chart: Chart) => void;
}

/** Chooses what a chart shows. */
export function ChartEditor({ document, chart, schema, change }: ChartEditorProps) {
  const sources = document.cells
    .filter((cell) => cell.kind === "sql")
    .map((cell, i) => ({ value: cell.id, label: `${i + 1}: ${firstLine(cell.kind === "sql" ? cell.text : "")}` }));
  const columns = [...new Set(schema?.columns.map((column) => column.name) ?? [])];
  const numeric = schema?.columns.filter((column) => isNumeric(column.type)).map((column) => column.name) ?? [];
  const including = (names: readonly string[], chosen: readonly (string | null)[]) => [
    ...new Set([...names, ...chosen.filter((name): name is string => name !== null)]),
  ];
  const usesX = chart.type !== "number";
  return (
    <div className="chart-editor">
      <Select
        label="Result of"
        size="xs"
        placeholder="Choose a SQL cell"
        data={sources}
        value={chart.source}
        onChange={(source) => change({ ...chart, source, statement: null })}
        allowDeselect={false}
      />
      <Select
        label="Type"
        size="xs"
        data={TYPES as { value: string; label: string }[]}
        value={chart.type}
        allowDeselect={false}
        onChange={(type) => type && change({ ...chart, type: type as ChartType })}
      />
      {usesX && (
        <Select
          label={chart.type === "pie" ? "Slices" : "X"}
          size="xs"
          placeholder="Order of rows"
          data={including(columns, [chart.x])}
          value={chart.x}
          clearable
          onChange={(x) => change({ ...chart, x })}
        />
      )}
      <MultiSelect
        label={chart.type === "pie" || chart.type === "number" ? "Value" : "Y"}
        size="xs"
        placeholder={chart.y.length === 0 ? "Choose a column" : ""}
        data={including(numeric.length > 0 && chart.type !== "number" ? numeric : columns, chart.y)}
        value={[...chart.y]}
        maxValues={chart.type === "pie" || chart.type === "number" ? 1 : 20}
        onChange={(y) => change({ ...chart, y })}
      />
      {usesX && chart.type !== "pie" && (
        <Select
          label="Series"
          size="xs"
          placeholder="None"
          data={including(columns, [chart.series])}
          value={chart.series}
          clearable
          onChange={(series) => change({ ...chart, series })}
        />
      )}
      <TextInput
        label="Title"
        size="xs"
        maxLength={200}
        defaultValue={chart.title}
        key={chart.title}
        onBlur={(event) => {
          if (event.currentTarget.value !== chart.title) {
            change({ ...chart, title: event.currentTarget.value });
          }
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.currentTarget.blur();
          }
        }}
      />
      {(chart.type === "bar" || chart.type === "area" || chart.type === "line") && (
        <div className="chart-switches">
          <Switch
            label="Stacked"
            size="xs"
            checked={chart.stacked}
            onChange={(event) => change({ ...chart, stacked: event.currentTarget.checked })}
          />
          {chart.type === "bar" && (
            <Switch
              label="Horizontal"
              size="xs"
              checked={chart.horizontal}
              onChange={(event) => change({ ...chart, horizontal: event.currentTarget.checked })}
            />
          )}
        </div>
      )}
    </div>
  );
}

function firstLine(text: string): string {
  const line = text
    .split("\n")
    .map((part) => part.trim())
    .find((part) => part !== "" && !part.startsWith("--"));
  return (line ?? "empty cell").slice(0, 60);
}
