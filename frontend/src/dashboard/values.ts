import type { ValueOf } from "../result/prose";
import type { View } from "../store/view";
import { formatValue } from "../table/format";

/** The values that a text can name: the columns of the first row, as a table shows them. */
export function valuesOf(view: View | null): ValueOf {
  const row = view?.rows[0];
  return (name) => {
    const column = view?.schema.columns.findIndex((candidate) => candidate.name === name) ?? -1;
    const type = view?.schema.columns[column]?.type;
    return row && type ? formatValue(row.values[column] ?? null, type) : null;
  };
}
