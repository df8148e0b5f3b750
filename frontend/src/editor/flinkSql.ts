import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { SQLDialect, sql } from "@codemirror/lang-sql";
import { LanguageSupport } from "@codemirror/language";
import type { Catalog } from "../wire/types";
import { KEYWORDS, OFFERED_KEYWORDS, TYPES } from "./keywords";

/** Flink's SQL: identifiers in backticks, comments with -- and slash-star, strings in single quotes. */
export const flinkDialect = SQLDialect.define({
  keywords: KEYWORDS,
  types: TYPES,
  builtin: "",
  identifierQuotes: "`",
  doubleQuotedStrings: false,
  hashComments: false,
  slashComments: false,
  spaceAfterDashes: false,
  operatorChars: "*+-%<>!=&|^~/?",
});

const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

function quoted(name: string): string {
  return PLAIN_NAME.test(name) ? name : `\`${name.replaceAll("`", "``")}\``;
}

const keywordCompletions: readonly Completion[] = OFFERED_KEYWORDS.map((word) => ({
  label: word,
  type: "keyword",
  boost: -1,
}));

/** Completes keywords, functions, and the session's own tables and columns. */
export function completeFlinkSql(catalog: () => Catalog | null) {
  return (context: CompletionContext): CompletionResult | null => {
    const qualified = context.matchBefore(/[A-Za-z_`][A-Za-z0-9_`]*\.[A-Za-z0-9_]*/);
    const word = context.matchBefore(/[A-Za-z_][A-Za-z0-9_]*/);
    const listing = catalog();
    if (qualified && listing) {
      const dot = qualified.text.lastIndexOf(".");
      const owner = qualified.text.slice(0, dot).replaceAll("`", "");
      const table = listing.tables.find((candidate) => candidate.name === owner);
      const columns = table ? table.columns : [];
      return columns.length === 0
        ? null
        : {
            from: qualified.from + dot + 1,
            options: columns.map((column) => ({ label: quoted(column.name), type: "property", detail: column.type })),
          };
    }
    if (!word && !context.explicit) {
      return null;
    }
    return { from: word?.from ?? context.pos, options: namesOf(listing), validFor: /^[A-Za-z0-9_]*$/ };
  };
}

function namesOf(catalog: Catalog | null): Completion[] {
  const options: Completion[] = [...keywordCompletions];
  if (catalog) {
    const columns = new Map<string, string>();
    for (const table of catalog.tables) {
      const here = table.catalog === catalog.currentCatalog && table.database === catalog.currentDatabase;
      const label = here ? quoted(table.name) : [table.catalog, table.database, table.name].map(quoted).join(".");
      options.push({ label, type: "class", detail: table.view ? "view" : (table.connector ?? "table"), boost: 2 });
      for (const column of table.columns) {
        columns.set(column.name, column.type);
      }
    }
    for (const [name, type] of columns) {
      options.push({ label: quoted(name), type: "property", detail: type, boost: 1 });
    }
    for (const name of catalog.functions) {
      if (/^[a-z]/i.test(name)) {
        options.push({ label: name.toUpperCase(), type: "function", boost: -2 });
      }
    }
  }
  return options;
}

/** Highlighting and completion of Flink SQL. */
export function flinkSql(catalog: () => Catalog | null): LanguageSupport {
  const language = sql({ dialect: flinkDialect }).language;
  return new LanguageSupport(language, language.data.of({ autocomplete: completeFlinkSql(catalog) }));
}
