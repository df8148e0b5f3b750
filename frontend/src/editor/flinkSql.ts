import { SQLDialect, sql } from "@codemirror/lang-sql";
import { LanguageSupport } from "@codemirror/language";
import type { Catalog } from "../wire/types";
import { completeFlinkSql } from "./completion";
import { KEYWORDS, TYPES } from "./keywords";

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

/** Highlighting and completion of Flink SQL. */
export function flinkSql(catalog: () => Catalog | null): LanguageSupport {
  const language = sql({ dialect: flinkDialect }).language;
  return new LanguageSupport(language, language.data.of({ autocomplete: completeFlinkSql(catalog) }));
}
