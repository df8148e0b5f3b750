import { InputField } from "../input/InputField";
import { MarkdownView } from "../result/MarkdownView";
import { StateWord } from "../result/StateWord";
import { ConnectionBanner } from "../shell/ConnectionBanner";
import { SharedBar } from "../shell/SharedBar";
import { useOpened, useWorkbench } from "../store/context";
import { useSignal } from "../store/useSignal";
import type { Cell, Run } from "../wire/types";
import { SharedChart } from "./SharedChart";
import { StatementResult } from "./StatementResult";

interface SharedNotebookPageProps {
  readonly id: string;
  readonly showsSql: boolean;
  /** Whether whoever looks has pages of their own to go back to. */
  readonly home: boolean;
  /** In a frame of another page: without a bar. */
  readonly bare?: boolean;
}

/** A notebook as a share link shows it, or to somebody who may only view it: prose, results and charts, live, and nothing to press. */
export function SharedNotebookPage({ id, showsSql, home, bare = false }: SharedNotebookPageProps) {
  const workbench = useWorkbench();
  const notebook = useOpened(workbench.notebooks, id);
  const document = useSignal(notebook.document);
  const gone = useSignal(notebook.gone);
  const runs = useSignal(notebook.runs);
  if (gone) {
    return (
      <main className="gone">
        <h1>This notebook is not here any more</h1>
        <p>Whoever shared it has moved it to the trash or deleted it.</p>
      </main>
    );
  }
  if (!document) {
    return <p className="quiet loading">Opening the notebook…</p>;
  }
  return (
    <div className={bare ? "embedded-notebook" : "page"}>
      {!bare && (
        <>
          <SharedBar title={document.title || "Untitled notebook"} home={home} />
          <ConnectionBanner />
        </>
      )}
      <main className="column-scroll" data-scrolls>
        <div className="column">
          {document.cells.map((cell) => (
            <SharedCell key={cell.id} cell={cell} showsSql={showsSql} runs={runs} />
          ))}
        </div>
      </main>
    </div>
  );
}

const NOTHING = () => undefined;
const NO_OFFER = () => Promise.resolve({ values: [], more: false });

interface SharedCellProps {
  readonly cell: Cell;
  readonly showsSql: boolean;
  readonly runs: ReadonlyMap<string, Run>;
}

function SharedCell({ cell, showsSql, runs }: SharedCellProps) {
  switch (cell.kind) {
    case "markdown":
      return (
        <div className="markdown-cell">
          <MarkdownView text={cell.text} />
        </div>
      );
    case "chart":
      return (
        <div className="box">
          <SharedChart chart={cell.chart} run={cell.chart.source === null ? undefined : runs.get(cell.chart.source)} />
        </div>
      );
    case "input":
      return (
        <div className="box input-cell">
          <InputField
            input={cell.input}
            values={cell.values}
            fixed
            problem={null}
            own={false}
            back={null}
            change={NOTHING}
            offer={NO_OFFER}
          />
        </div>
      );
    case "sql":
      return <SharedQuery text={showsSql ? cell.text : ""} cell={cell.id} run={runs.get(cell.id)} />;
  }
}

interface SharedQueryProps {
  /** Empty where the SQL is not shown. */
  readonly text: string;
  readonly cell: string;
  readonly run: Run | undefined;
}

/** What has no rows and no text to show is not there at all. */
function SharedQuery({ text, cell, run }: SharedQueryProps) {
  const shown = run?.statements.map((statement, index) => ({ statement, index })) ?? [];
  const queries = shown.filter(({ statement }) => statement.kind === "query");
  if (text === "" && queries.length === 0) {
    return null;
  }
  return (
    <div className="box">
      {text !== "" && <pre className="shared-sql">{text}</pre>}
      <div className="results">
        {run && run.statements.length === 0 && (
          <div className="status-line">
            <StateWord state={run.state} />
          </div>
        )}
        {queries.map(({ statement, index }) => (
          <StatementResult
            key={statement.result?.view ?? index}
            statement={statement}
            place={`${cell}.${index}`}
            looksOnly
          />
        ))}
      </div>
    </div>
  );
}
