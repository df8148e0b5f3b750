import { call, HttpError, messageOf } from "../shell/http";
import { flag, list, nullable, number, record, text, word } from "../wire/decoder";

/** How a database is reached; of password and secret the one that is not null has the password. */
export interface DatabaseConnection {
  readonly url: string;
  readonly user: string;
  readonly password: string | null;
  /** What SQL names in the password's place. */
  readonly secret: string | null;
}

const KINDS = ["table", "view", "materializedView", "foreignTable"] as const;

export interface DatabaseTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: (typeof KINDS)[number];
  /** As the server estimates them; null where it does not. */
  readonly rows: number | null;
  readonly key: readonly string[];
}

export interface DatabaseTables {
  readonly version: string;
  readonly tables: readonly DatabaseTable[];
  /** Whether there are more than these. */
  readonly more: boolean;
  /** SQL that makes all of them known; null where `catalogProblem` says why there is none. */
  readonly catalog: string | null;
  readonly catalogProblem: string | null;
}

export interface DatabaseColumn {
  readonly name: string;
  readonly type: string;
  /** Null where the connector has none. */
  readonly flinkType: string | null;
  readonly note: string;
  readonly nullable: boolean;
  readonly key: boolean;
}

export interface TablePreview {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly DatabaseColumn[];
  /** The first ones, as text. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** Why there are none. */
  readonly rowsProblem: string | null;
  /** Null where the connector can read none of the columns. */
  readonly sql: string | null;
}

const tablesDecoder = record<DatabaseTables>({
  version: text,
  tables: list(
    record<DatabaseTable>({
      schema: text,
      name: text,
      kind: word(...KINDS),
      rows: nullable(number),
      key: list(text),
    }),
  ),
  more: flag,
  catalog: nullable(text),
  catalogProblem: nullable(text),
});

const previewDecoder = record<TablePreview>({
  schema: text,
  name: text,
  columns: list(
    record<DatabaseColumn>({
      name: text,
      type: text,
      flinkType: nullable(text),
      note: text,
      nullable: flag,
      key: flag,
    }),
  ),
  rows: list(list(nullable(text))),
  rowsProblem: nullable(text),
  sql: nullable(text),
});

export const decodeTables = (answer: unknown): DatabaseTables => tablesDecoder(answer, "");
export const decodePreview = (answer: unknown): TablePreview => previewDecoder(answer, "");

/** The tables in whose names the search occurs, without regard to capitals. */
export async function listTables(notebook: string, at: DatabaseConnection, search = ""): Promise<DatabaseTables> {
  return decodeTables(await call("POST", `/notebooks/${notebook}/connect/database/tables`, { ...at, search }));
}

export async function previewTable(
  notebook: string,
  at: DatabaseConnection,
  { schema, name }: Pick<DatabaseTable, "schema" | "name">,
): Promise<TablePreview> {
  const body = { ...at, schema, table: name };
  return decodePreview(await call("POST", `/notebooks/${notebook}/connect/database/table`, body));
}

/** The field of the form beside which a refusal stands. */
export type RefusedField = "url" | "user" | "password" | "table";

const FIELDS: Readonly<Record<string, RefusedField>> = {
  CONNECT_URL: "url",
  CONNECT_TLS: "url",
  CONNECT_DATABASE: "url",
  CONNECT_USER: "user",
  CONNECT_PASSWORD: "password",
  CONNECT_TABLE: "table",
};

export interface Refusal {
  /** Null where it concerns none of them. */
  readonly field: RefusedField | null;
  readonly message: string;
}

export function refusalOf(error: unknown): Refusal {
  const message = messageOf(error);
  return { field: error instanceof HttpError ? (FIELDS[error.code] ?? null) : null, message };
}

export interface SchemaTables {
  readonly schema: string;
  readonly tables: readonly DatabaseTable[];
}

/** Those in whose `schema.name` every word of the search occurs, by schema, in the order in which they came. */
export function grouped(tables: readonly DatabaseTable[], search: string): readonly SchemaTables[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, DatabaseTable[]>();
  for (const table of tables) {
    const full = `${table.schema}.${table.name}`.toLowerCase();
    if (words.every((part) => full.includes(part))) {
      const group = groups.get(table.schema) ?? [];
      group.push(table);
      groups.set(table.schema, group);
    }
  }
  return [...groups].map(([schema, found]) => ({ schema, tables: found }));
}

const KIND_WORDS: Readonly<Record<DatabaseTable["kind"], string>> = {
  table: "",
  view: "view",
  materializedView: "materialized view",
  foreignTable: "foreign table",
};

const compact = new Intl.NumberFormat("en", { notation: "compact" });

/** What is known of a table, such as `view` or `about 12K rows · key id`. */
export function factsOf({ kind, rows, key }: DatabaseTable): string {
  return [
    KIND_WORDS[kind],
    rows === null ? "" : rows === 1 ? "about 1 row" : `about ${compact.format(rows)} rows`,
    key.length === 0 ? "" : `key ${key.join(", ")}`,
  ]
    .filter(Boolean)
    .join(" · ");
}
