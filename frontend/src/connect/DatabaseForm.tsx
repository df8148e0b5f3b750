import { Alert, Button } from "@mantine/core";
import { useState } from "react";
import { DatabaseConnectionFields } from "./DatabaseConnectionFields";
import { DatabaseTableList } from "./DatabaseTableList";
import { DatabaseTablePreview } from "./DatabaseTablePreview";
import { type DatabaseConnection, type DatabaseTable, type DatabaseTables, type Refusal, refusalOf } from "./database";
import { SqlProposal } from "./SqlProposal";
import "./database.css";

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
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const back = (name: "connection" | "tables") => {
    setRefusal(null);
    setStep({ name });
  };
  return (
    <div className="database">
      <div hidden={step.name !== "connection"}>
        <DatabaseConnectionFields
          notebookId={notebookId}
          secrets={secrets}
          connected={(at, tables) => {
            setConnected({ at, tables });
            setStep({ name: "tables" });
          }}
        />
      </div>
      {connected && step.name !== "connection" && (
        <div className="database-place">
          <span className="quiet">
            {connected.at.user} at {connected.at.url} · PostgreSQL {connected.tables.version}
          </span>
          <span className="spacer" />
          {step.name !== "tables" && (
            <Button size="compact-sm" variant="default" onClick={() => back("tables")}>
              Back to the tables
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={() => back("connection")}>
            Change the connection
          </Button>
        </div>
      )}
      {refusal && (
        <Alert color="red" variant="light" role="alert">
          {refusal.message}
        </Alert>
      )}
      {connected && step.name === "tables" && (
        <DatabaseTableList
          notebookId={notebookId}
          at={connected.at}
          tables={connected.tables}
          choose={(table) => setStep({ name: "table", table })}
          chooseCatalog={(sql) => setStep({ name: "catalog", sql })}
        />
      )}
      {connected && step.name === "table" && (
        <DatabaseTablePreview
          key={`${step.table.schema}.${step.table.name}`}
          notebookId={notebookId}
          at={connected.at}
          table={step.table}
          failed={(error) => {
            setRefusal(refusalOf(error));
            setStep({ name: "tables" });
          }}
          onAdd={onAdd}
        />
      )}
      {step.name === "catalog" && (
        <>
          <p className="quiet">
            All tables of the database at once, each as database and `schema.table` within the catalog. A table with a
            column that the connector has no type for can’t be read this way, nor can views.
          </p>
          <SqlProposal sql={step.sql} onAdd={onAdd} />
        </>
      )}
    </div>
  );
}
