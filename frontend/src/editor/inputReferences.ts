import { flinkDialect } from "./flinkSql";

/** Where a SQL text names an input, as `${name}`. Of a name with a dot it is another thing that is named: `${secret.name}`. */
export interface InputReference {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const REFERENCE = /\$\{([a-z_][a-z0-9_]{0,63})\}/g;
const HINT = "/*+";

/** The inputs that a SQL text names, in order; what stands in a string, a quoted name or a comment names none. */
export function inputReferencesIn(text: string): readonly InputReference[] {
  // Most cells name none: those need not be parsed.
  const found = [...text.matchAll(REFERENCE)];
  if (found.length === 0) {
    return [];
  }
  const tree = flinkDialect.language.parser.parse(text);
  return found.flatMap((match) => {
    const around = tree.resolveInner(match.index, 1);
    const hidden = /Comment|String|Quoted/.test(around.name) && !text.startsWith(HINT, around.from);
    return hidden ? [] : [{ name: match[1] as string, from: match.index, to: match.index + match[0].length }];
  });
}

/** Their names, each once. */
export function inputNamesIn(text: string): readonly string[] {
  return [...new Set(inputReferencesIn(text).map(({ name }) => name))];
}
