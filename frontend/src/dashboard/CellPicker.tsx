import { Select } from "@mantine/core";
import { useEffect, useState } from "react";
import { shownStatement } from "../result/results";
import { call } from "../shell/http";
import { titleOf, useNotebooks } from "../shell/notebooks";
import type { NotebookDocument, Run } from "../wire/types";

interface CellPickerProps {
  readonly notebook: string | null;
  readonly cell: string | null;
  readonly choose: (notebook: string | null, cell: string | null) => void;
}

interface Opened {
  readonly notebook: NotebookDocument;
  readonly runs: readonly Run[];
}

/** Chooses the SQL cell whose values a text shows, and tells which columns there are where it runs. */
export function CellPicker({ notebook, cell, choose }: CellPickerProps) {
  const notebooks = useNotebooks();
  const [opened, setOpened] = useState<Opened | null>(null);
  useEffect(() => {
    let current = true;
    setOpened(null);
    if (notebook !== null) {
      call<Opened>("GET", `/notebooks/${notebook}`).then(
        (answer) => current && setOpened(answer),
        () => undefined,
      );
    }
    return () => {
      current = false;
    };
  }, [notebook]);
  const cells = (opened?.notebook.cells ?? []).flatMap((candidate) =>
    candidate.kind === "sql" ? [{ id: candidate.id, text: candidate.text }] : [],
  );
  const run = opened?.runs.find((candidate) => candidate.cell === cell);
  const columns = shownStatement(run)?.result?.schema.columns.map((column) => column.name) ?? [];
  return (
    <>
      <Select
        label="Live values from the notebook"
        placeholder="None"
        data={(notebooks ?? []).map((line) => ({ value: line.id, label: titleOf(line) }))}
        value={notebook}
        onChange={(id) => choose(id, null)}
        clearable
        searchable
      />
      {notebook !== null && (
        <Select
          label="SQL cell"
          placeholder="Choose a SQL cell"
          data={cells.map(({ id, text }, i) => ({ value: id, label: `${i + 1}: ${firstLine(text)}` }))}
          value={cells.some(({ id }) => id === cell) ? cell : null}
          onChange={(id) => choose(notebook, id)}
          searchable
        />
      )}
      {columns.length > 0 && (
        <p className="quiet">
          Columns:{" "}
          {columns.slice(0, 20).map((name) => (
            <code key={name} className="value-name">{`{{${name}}}`}</code>
          ))}
        </p>
      )}
    </>
  );
}

function firstLine(text: string): string {
  const line = text.split("\n").find((candidate) => candidate.trim() !== "");
  return (line ?? "empty cell").trim().slice(0, 60);
}
