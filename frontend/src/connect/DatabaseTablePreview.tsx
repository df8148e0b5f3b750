import { Table } from "@mantine/core";
import { useEffect, useState } from "react";
import {
  type DatabaseColumn,
  type DatabaseConnection,
  type DatabaseTable,
  previewTable,
  type TablePreview,
} from "./database";
import { SqlProposal } from "./SqlProposal";

interface DatabaseTablePreviewProps {
  readonly notebookId: string;
  readonly at: DatabaseConnection;
  readonly table: DatabaseTable;
  readonly failed: (message: string) => void;
  readonly onAdd: (sql: string) => void;
}

/** One table: its columns with both types, its first rows, and the SQL that makes it known. */
export function DatabaseTablePreview({ notebookId, at, table, failed, onAdd }: DatabaseTablePreviewProps) {
  const [preview, setPreview] = useState<TablePreview | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each table, whose key the component has.
  useEffect(() => {
    let current = true;
    previewTable(notebookId, at, table).then(
      (answer) => current && setPreview(answer),
      (error: Error) => current && failed(error.message),
    );
    return () => {
      current = false;
    };
  }, []);
  if (!preview) {
    return <p className="quiet">Reading {table.name}…</p>;
  }
  return (
    <div className="database-preview">
      <h3>
        {preview.schema}.{preview.name}
      </h3>
      <Columns columns={preview.columns} />
      <Rows preview={preview} />
      {preview.sql === null ? (
        <p className="quiet">
          The connector can’t read any column of this table. Make a view that casts what is needed to text, and choose
          that.
        </p>
      ) : (
        <SqlProposal sql={preview.sql} onAdd={onAdd} />
      )}
    </div>
  );
}

function Columns({ columns }: { readonly columns: readonly DatabaseColumn[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach that
    <div className="database-scrolls" tabIndex={0}>
      <Table aria-label="Columns" withRowBorders={false} verticalSpacing={3}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Column</Table.Th>
            <Table.Th>PostgreSQL</Table.Th>
            <Table.Th>Flink</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map((column) => (
            <Table.Tr key={column.name}>
              <Table.Td>
                {column.name}
                {column.key && <span className="chip">key</span>}
              </Table.Td>
              <Table.Td>
                {column.type}
                {!column.nullable && " NOT NULL"}
              </Table.Td>
              <Table.Td>
                {column.flinkType ?? "left out"}
                {column.note !== "" && <div className="quiet">{column.note}</div>}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Rows({ preview }: { readonly preview: TablePreview }) {
  if (preview.rows.length === 0) {
    return <p className="quiet">{preview.rowsProblem ?? "It has no rows yet."}</p>;
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach that
    <div className="database-scrolls" tabIndex={0}>
      <Table aria-label="First rows" striped verticalSpacing={3}>
        <Table.Thead>
          <Table.Tr>
            {preview.columns.map((column) => (
              <Table.Th key={column.name}>{column.name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {preview.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and never change.
            <Table.Tr key={index}>
              {preview.columns.map((column, place) => (
                <Table.Td key={column.name} className="database-value">
                  {row[place] ?? <span className="quiet">NULL</span>}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
