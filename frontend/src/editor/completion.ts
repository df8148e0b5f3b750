import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import type { Catalog, CatalogTable } from "../wire/types";
import { addedFunctions, FUNCTIONS } from "./functions";
import { OFFERED_KEYWORDS } from "./keywords";

const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** A name, or names with dots between them; each plain or in backticks. */
const PATH = String.raw`(?:[A-Za-z_][A-Za-z0-9_]*|\`[^\`]+\`)(?:\s*\.\s*(?:[A-Za-z_][A-Za-z0-9_]*|\`[^\`]+\`))*`;
const QUALIFIED = new RegExp(`(${PATH})\\.\`?[A-Za-z0-9_]*$`);
/** A table with the name that it has in this statement. */
const NAMED_TABLE = new RegExp(
  `\\b(?:from|join|into|update|table|,)\\s*\\(?\\s*(${PATH})(?:\\s+(?:as\\s+)?(${PATH}))?`,
  "gi",
);
/** What may stand behind a table and is not its name. */
const NO_ALIAS =
  /^(where|group|order|limit|on|join|left|right|full|inner|cross|natural|using|union|having|window|set|values|select|for|match_recognize|with|like|as|except|intersect|offset|fetch|partition|if|lateral)$/i;

function quoted(name: string): string {
  return PLAIN_NAME.test(name) ? name : `\`${name.replaceAll("`", "``")}\``;
}

const keywords: readonly Completion[] = OFFERED_KEYWORDS.map((word) => ({ label: word, type: "keyword", boost: -1 }));
/** Offered before anything has run, too. */
const functions: readonly Completion[] = FUNCTIONS.map((name) => ({ label: name, type: "function", boost: -2 }));

/** Completes keywords, functions, and the session's own catalogs, databases, tables and columns. */
export function completeFlinkSql(catalog: () => Catalog | null) {
  return (context: CompletionContext): CompletionResult | null => {
    if (/String|Comment/.test(syntaxTree(context.state).resolveInner(context.pos, -1).name)) {
      return null;
    }
    if (context.matchBefore(/\$\{[A-Za-z0-9_.]*/)) {
      // What is named here is no table.
      return null;
    }
    const listing = catalog();
    const line = context.state.doc.lineAt(context.pos);
    const qualified = QUALIFIED.exec(line.text.slice(0, context.pos - line.from));
    if (qualified?.[1]) {
      const options = listing ? membersOf(namesIn(qualified[1]), listing, statementAt(context.state, context.pos)) : [];
      const from = line.from + qualified.index + qualified[1].length + 1;
      return options.length === 0 ? null : { from, options, validFor: /^`?[A-Za-z0-9_]*$/ };
    }
    const word = context.matchBefore(/[A-Za-z_][A-Za-z0-9_]*/);
    if (!word && !context.explicit) {
      return null;
    }
    return { from: word?.from ?? context.pos, options: namesOf(listing), validFor: /^[A-Za-z0-9_]*$/ };
  };
}

function namesIn(path: string): readonly string[] {
  return [...path.matchAll(/[A-Za-z_][A-Za-z0-9_]*|`[^`]+`/g)].map(([name]) => name.replaceAll("`", ""));
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** The statement around a place, without its comments and texts; up to the semicolons before and after. */
function statementAt(state: EditorState, position: number): string {
  const parts: string[] = [];
  let last = 0;
  syntaxTree(state).iterate({
    enter: ({ name, from, to }) => {
      if (/Comment|^String$/.test(name)) {
        parts.push(state.sliceDoc(last, from), " ".repeat(to - from));
        last = to;
      }
    },
  });
  const text = parts.join("") + state.sliceDoc(last);
  const end = text.indexOf(";", position);
  return text.slice(text.lastIndexOf(";", position - 1) + 1, end < 0 ? text.length : end);
}

/** What may follow `path.`: columns of a table or of its other name in the statement, tables of a database, databases. */
function membersOf(path: readonly string[], catalog: Catalog, statement: string): Completion[] {
  const table = tableOf(path, catalog) ?? tableOf(aliases(statement).get(path.join(".").toLowerCase()) ?? [], catalog);
  if (table) {
    return table.columns.map(({ name, type }) => ({ label: quoted(name), type: "property", detail: type }));
  }
  const [first, second] = path;
  if (first === undefined || path.length > 2) {
    return [];
  }
  const tables = catalog.tables.filter((candidate) =>
    second === undefined
      ? same(candidate.catalog, catalog.currentCatalog) && same(candidate.database, first)
      : same(candidate.catalog, first) && same(candidate.database, second),
  );
  const databases = new Set(
    second === undefined
      ? catalog.tables.filter((candidate) => same(candidate.catalog, first)).map((candidate) => candidate.database)
      : [],
  );
  return [
    ...tables.map((candidate) => tableCompletion(candidate, quoted(candidate.name))),
    ...[...databases].map((name) => ({ label: quoted(name), type: "namespace", detail: "database" })),
  ];
}

function tableOf(path: readonly string[], catalog: Catalog): CatalogTable | null {
  const name = path.at(-1);
  if (name === undefined || path.length > 3) {
    return null;
  }
  const database = path.at(-2) ?? catalog.currentDatabase;
  const owner = path.at(-3) ?? catalog.currentCatalog;
  const found = (matches: (one: string, other: string) => boolean) =>
    catalog.tables.find(
      (table) => matches(table.name, name) && matches(table.database, database) && matches(table.catalog, owner),
    );
  // Flink tells names apart by case; who writes them otherwise means the only one there is.
  return found((one, other) => one === other) ?? found(same) ?? null;
}

/** The tables of a statement by the names that they have in it, in lower case. */
function aliases(statement: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [, path, alias] of statement.matchAll(NAMED_TABLE)) {
    if (path && alias && !NO_ALIAS.test(alias)) {
      found.set(namesIn(alias).join(".").toLowerCase(), namesIn(path));
    }
  }
  return found;
}

function tableCompletion(table: CatalogTable, label: string): Completion {
  return { label, type: "class", detail: table.view ? "view" : (table.connector ?? "table"), boost: 2 };
}

function namesOf(catalog: Catalog | null): Completion[] {
  const options: Completion[] = [...keywords, ...functions];
  if (!catalog) {
    return options;
  }
  for (const name of addedFunctions(catalog.functions)) {
    options.push({ label: quoted(name), type: "function" });
  }
  const columns = new Map<string, string>();
  const databases = new Set<string>();
  for (const table of catalog.tables) {
    const here = table.catalog === catalog.currentCatalog && table.database === catalog.currentDatabase;
    const label = here ? quoted(table.name) : [table.catalog, table.database, table.name].map(quoted).join(".");
    options.push(tableCompletion(table, label));
    databases.add(table.catalog === catalog.currentCatalog ? table.database : table.catalog);
    for (const column of table.columns) {
      columns.set(column.name, column.type);
    }
  }
  for (const name of databases) {
    options.push({ label: quoted(name), type: "namespace" });
  }
  for (const [name, type] of columns) {
    options.push({ label: quoted(name), type: "property", detail: type, boost: 1 });
  }
  return options;
}
