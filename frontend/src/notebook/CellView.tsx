import { useMemo } from "react";
import { CellEditor, type EditorActions } from "../editor/CellEditor";
import { MarkdownView } from "../result/MarkdownView";
import { ProblemBox } from "../result/ProblemBox";
import { StateWord } from "../result/StateWord";
import type { OpenNotebook } from "../store/openNotebook";
import type { Cell, NotebookDocument, Problem, Run, TextCell } from "../wire/types";
import { ChartCellView } from "./ChartCellView";
import { InputCellView } from "./InputCellView";
import { InputHint } from "./InputHint";
import type { InputActions } from "./inputActions";
import { StatementResult } from "./StatementResult";

interface CellViewProps {
  readonly notebook: OpenNotebook;
  readonly document: NotebookDocument;
  readonly cell: Cell;
  readonly run: Run | undefined;
  readonly editing: boolean;
  readonly enterAt: "start" | "end" | null;
  readonly actions: EditorActions;
  readonly inputActions: InputActions;
}

/** What is inside a cell's frame. */
export function CellView(props: CellViewProps) {
  const { notebook, document, cell, editing, enterAt, actions, inputActions } = props;
  switch (cell.kind) {
    case "sql":
      return <SqlCellView {...props} cell={cell} />;
    case "markdown":
      return editing || cell.text.trim() === "" ? (
        <CellEditor
          notebook={notebook}
          cell={cell}
          problems={NO_PROBLEMS}
          editing={editing}
          enterAt={enterAt}
          actions={actions}
        />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: Enter on the chosen cell does the same.
        <div className="markdown-cell" onDoubleClick={actions.focused}>
          <MarkdownView text={cell.text} />
        </div>
      );
    case "chart":
      return <ChartCellView notebook={notebook} document={document} cell={cell} />;
    case "input":
      return <InputCellView notebook={notebook} document={document} cell={cell} actions={inputActions} />;
  }
}

const NO_PROBLEMS: readonly Problem[] = [];

interface SqlCellViewProps extends CellViewProps {
  readonly cell: TextCell;
}

function SqlCellView(props: SqlCellViewProps) {
  const { notebook, document, cell, run, editing, enterAt, actions, inputActions } = props;
  const problems = useMemo(
    () => run?.statements.flatMap((statement) => (statement.problem ? [statement.problem] : [])) ?? NO_PROBLEMS,
    [run],
  );
  return (
    <>
      <CellEditor
        notebook={notebook}
        cell={cell}
        problems={problems}
        editing={editing}
        enterAt={enterAt}
        actions={actions}
      />
      <InputHint document={document} cell={cell} actions={inputActions} />
      {run && (
        <div className="results">
          {run.statements.length === 0 && (
            <div className="status-line">
              <StateWord state={run.state} />
              {run.state === "queued" && <span>starts when the session and the cluster are ready</span>}
            </div>
          )}
          {run.problem && <ProblemBox problem={run.problem} />}
          {run.statements.map((statement, i) => (
            <StatementResult
              key={statement.result?.view ?? `${run.id}-${i}-${statement.kind}`}
              statement={statement}
              place={`${cell.id}.${i}`}
            />
          ))}
        </div>
      )}
    </>
  );
}
