import { Alert, Button, Code } from "@mantine/core";
import { useState } from "react";
import { DatabaseConnectionFields } from "./DatabaseConnectionFields";
import { DatabaseTableList } from "./DatabaseTableList";
import { DatabaseTablePreview } from "./DatabaseTablePreview";
import type { DatabaseConnection, DatabaseTable, DatabaseTables } from "./database";
import { SqlProposal } from "./SqlProposal";

interface DatabaseFormProps {
  readonly notebookId: string;
  /** Names. */
  readonly secrets: readonly string[];
  /** Takes SQL into the notebook, as a cell. */
  readonly onAdd: (sql: string) => void;
}

/** What is shown: how the database is reached, then its tables, then one of them or all as a catalog. */
type Step =
  | { readonly name: "connection" | "tables" }
  | { readonly name: "table"; readonly table: DatabaseTable }
  | { readonly name: "catalog"; readonly sql: string };

/** Makes tables of a PostgreSQL database known to a notebook, by SQL that can be changed before it is added. */
export function DatabaseForm({ notebookId, secrets, onAdd }: DatabaseFormProps) {
  const [step, setStep] = useState<Step>({ name: "connection" });
  const [connected, setConnected] = useState<{ at: DatabaseConnection; tables: DatabaseTables } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const show = (next: Step) => {
    setProblem(null);
    setStep(next);
  };
  return (
    <div className="database">
      <div hidden={step.name !== "connection"}>
        <DatabaseConnectionFields
          notebookId={notebookId}
          secrets={secrets}
          connected={(at, tables) => {
            setConnected({ at, tables });
            show({ name: "tables" });
          }}
        />
      </div>
      {connected && step.name !== "connection" && (
        <div className="database-place">
          <span className="quiet">
            {connected.at.user} at {connected.at.url} · PostgreSQL {connected.tables.version}
          </span>
          <span className="spacer" />
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => show({ name: step.name === "tables" ? "connection" : "tables" })}
          >
            {step.name === "tables" ? "Change the connection" : "Back to the tables"}
          </Button>
        </div>
      )}
      {problem !== null && (
        <Alert color="red" variant="light" role="alert">
          {problem}
        </Alert>
      )}
      {connected && step.name === "tables" && (
        <DatabaseTableList
          notebookId={notebookId}
          at={connected.at}
          tables={connected.tables}
          choose={(table) => show({ name: "table", table })}
          chooseCatalog={(sql) => show({ name: "catalog", sql })}
        />
      )}
      {connected && step.name === "table" && (
        <DatabaseTablePreview
          key={`${step.table.schema}.${step.table.name}`}
          notebookId={notebookId}
          at={connected.at}
          table={step.table}
          failed={(message) => {
            setStep({ name: "tables" });
            setProblem(message);
          }}
          onAdd={onAdd}
        />
      )}
      {step.name === "catalog" && (
        <>
          <p className="quiet">
            All tables of the database at once, each as <Code>catalog.database.`schema.table`</Code>. Views are not
            among them, and a table can’t be read this way when the connector has no type for one of its columns or when
            one is a timestamp with time zone.
          </p>
          <SqlProposal sql={step.sql} onAdd={onAdd} />
        </>
      )}
    </div>
  );
}
