import { SQLDialect, sql } from "@codemirror/lang-sql";
import { LanguageSupport } from "@codemirror/language";
import type { Input } from "../wire/input";
import type { Catalog } from "../wire/types";
import { completeFlinkSql } from "./completion";
import { completeInputs } from "./inputCompletion";
import { KEYWORDS, TYPES } from "./keywords";
import { completeSecrets } from "./secretNames";

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

/** Highlighting and completion of Flink SQL, and of the secrets and inputs that it may name. */
export function flinkSql(
  catalog: () => Catalog | null,
  secretNames: () => Promise<readonly string[]> = async () => [],
  inputs: () => readonly Input[] = () => [],
): LanguageSupport {
  const language = sql({ dialect: flinkDialect }).language;
  return new LanguageSupport(language, [
    language.data.of({ autocomplete: completeFlinkSql(catalog) }),
    language.data.of({ autocomplete: completeSecrets(secretNames) }),
    language.data.of({ autocomplete: completeInputs(inputs) }),
  ]);
}
