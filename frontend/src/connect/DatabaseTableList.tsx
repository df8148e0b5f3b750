import { Button, TextInput, UnstyledButton } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import {
  type DatabaseConnection,
  type DatabaseTable,
  type DatabaseTables,
  factsOf,
  grouped,
  listTables,
} from "./database";

interface DatabaseTableListProps {
  readonly notebookId: string;
  readonly at: DatabaseConnection;
  readonly tables: DatabaseTables;
  readonly choose: (table: DatabaseTable) => void;
  readonly chooseCatalog: (sql: string) => void;
}

const PAUSE_MILLIS = 300;

/** The tables of a database by schema; where there are more than came at first, the server searches them. */
export function DatabaseTableList({ notebookId, at, tables, choose, chooseCatalog }: DatabaseTableListProps) {
  const [search, setSearch] = useState("");
  const [found, setFound] = useState(tables);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    if (!tables.more) {
      return;
    }
    let current = true;
    const timer = setTimeout(() => {
      listTables(notebookId, at, search.trim()).then(
        (answer) => {
          if (current) {
            setFound(answer);
            setProblem(null);
          }
        },
        (error: Error) => current && setProblem(error.message),
      );
    }, PAUSE_MILLIS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [notebookId, at, tables, search]);
  const groups = grouped(found.tables, search);
  return (
    <div className="database-tables">
      <div className="database-search">
        <TextInput
          aria-label="Search tables"
          placeholder="Search tables and views"
          leftSection={<IconSearch size={15} />}
          data-autofocus
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={tables.catalog === null}
          title={tables.catalogProblem ?? undefined}
          onClick={() => tables.catalog !== null && chooseCatalog(tables.catalog)}
        >
          Use as catalog
        </Button>
      </div>
      {tables.catalogProblem !== null && <p className="quiet">{tables.catalogProblem}</p>}
      {problem !== null && (
        <p className="share-error" role="alert">
          {problem}
        </p>
      )}
      {groups.length === 0 && (
        <p className="quiet">
          {search.trim() === ""
            ? `There is no table or view in this database that ${at.user} may read.`
            : `No table or view that ${at.user} may read is called “${search}”.`}
        </p>
      )}
      <div className="database-groups">
        {groups.map((group) => (
          <section key={group.schema} aria-label={group.schema}>
            <h3>{group.schema}</h3>
            <ul>
              {group.tables.map((table) => (
                <li key={table.name}>
                  <UnstyledButton className="database-table" onClick={() => choose(table)}>
                    <span className="database-name">{table.name}</span>
                    <span className="notebook-facts">{factsOf(table)}</span>
                  </UnstyledButton>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {found.more && <p className="quiet">There are more than these 1,000: search for the others.</p>}
    </div>
  );
}
