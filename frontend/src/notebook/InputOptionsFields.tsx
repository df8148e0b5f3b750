import { Autocomplete, SegmentedControl, Select, Switch, Textarea } from "@mantine/core";
import { shownStatement } from "../result/results";
import type { OpenNotebook } from "../store/openNotebook";
import { useSignal } from "../store/useSignal";
import type { NotebookDocument } from "../wire/types";
import type { FormPartProps } from "./InputBounds";
import type { InputForm } from "./inputForm";
import { summaryOf } from "./SidePanel";

interface InputOptionsFieldsProps extends FormPartProps {
  readonly notebook: OpenNotebook;
  readonly document: NotebookDocument;
}

const SOURCES = [
  { value: "list", label: "These values" },
  { value: "query", label: "A query's result" },
];

/** What an input offers to choose from: a list that is written here, or what a column of a result has. */
export function InputOptionsFields({ notebook, document, form, problems, change }: InputOptionsFieldsProps) {
  const runs = useSignal(notebook.runs);
  const queries = document.cells
    .filter((cell) => cell.kind === "sql")
    .map((cell, i) => ({ value: cell.id, label: `${i + 1}: ${summaryOf(cell)}` }));
  const run = form.cell === null ? undefined : runs.get(form.cell);
  const columns = [...new Set(shownStatement(run)?.result?.schema.columns.map(({ name }) => name) ?? [])];
  return (
    <>
      <SegmentedControl
        aria-label="Where the values come from"
        data={SOURCES}
        value={form.source}
        onChange={(source) => change({ source: source as InputForm["source"], default: [] })}
      />
      {form.source === "list" ? (
        <Textarea
          label="Values"
          description="One a line"
          autosize
          minRows={3}
          maxRows={10}
          spellCheck={false}
          value={form.list}
          error={problems.list}
          onChange={(event) => change({ list: event.currentTarget.value })}
        />
      ) : (
        <div className="form-pair">
          <Select
            label="Result of"
            placeholder="Choose a SQL cell"
            data={queries}
            value={form.cell}
            error={problems.cell}
            allowDeselect={false}
            searchable={queries.length > 8}
            onChange={(cell) => change({ cell })}
          />
          <Autocomplete
            label="Column"
            placeholder={columns.length === 0 ? "Run the cell to choose" : "Choose a column"}
            data={columns}
            value={form.column}
            error={problems.column}
            maxLength={1_000}
            onChange={(column) => change({ column })}
          />
        </div>
      )}
      <Switch
        label="Show all values as buttons"
        checked={form.buttons}
        onChange={(event) => change({ buttons: event.currentTarget.checked })}
      />
    </>
  );
}
