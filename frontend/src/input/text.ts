import { canonicalValue, EXPECTED, valuesProblem } from "../store/inputRules";
import type { Input } from "../wire/input";

/** What somebody wrote into a field, as values; or what is wrong with it. */
export type ReadText =
  | { readonly values: readonly string[]; readonly problem: null }
  | { readonly values: null; readonly problem: string };

/** Reads what was written into a field that takes one value. An empty field is an empty text, or else no value. */
export function readText(input: Input, written: string): ReadText {
  const text = input.type === "text" ? written : plain(input.type, written.trim());
  if (text === "" && input.type !== "text") {
    return { values: [], problem: null };
  }
  const value = canonicalValue(input.type, text);
  if (value === null) {
    return { values: null, problem: EXPECTED[input.type] };
  }
  const problem = valuesProblem(input, [value]);
  return problem === null ? { values: [value], problem } : { values: null, problem };
}

/** People write `+7`, `.5` and `5.`, too. */
function plain(type: Input["type"], text: string): string {
  if (type !== "number") {
    return text;
  }
  const number = text.replace(/^\+(?=[\d.])/, "").replace(/^(-?)\./, (_, sign) => `${sign}0.`);
  return number.replace(/(\d)\.$/, "$1");
}

/** How a value stands in its field: a browser writes a time with a T. */
export function fieldText(type: Input["type"], values: readonly string[]): string {
  const value = values[0] ?? "";
  return type === "timestamp" && fieldKind(type, value) === "datetime-local" ? value.replace(" ", "T") : value;
}

/** The browser's own field for a value; it can't show fractions of a second, so such a time is written as text. */
export function fieldKind(type: Input["type"], value: string): "text" | "date" | "datetime-local" {
  switch (type) {
    case "text":
    case "number":
      return "text";
    case "date":
      return "date";
    case "timestamp":
      return value.includes(".") ? "text" : "datetime-local";
  }
}

/** What stands in a field without a value, or with one that can't be seen. */
export function emptyWords(values: readonly string[]): string {
  return values[0] === "" ? "empty text" : "no value";
}

/** All values, as they stand where they are only to be looked at. */
export function allInWords(values: readonly string[]): string {
  return values.length === 0 ? "no value" : values.map((value) => value || "empty text").join(", ");
}

/** Values in a few words, as in a hint beside a query. */
export function valuesInWords(values: readonly string[]): string {
  const shown = values.slice(0, 3).map(shortened);
  return values.length > 3 ? `${shown.join(", ")} and ${values.length - 3} more` : allInWords(shown);
}

function shortened(value: string): string {
  return value.length > 30 ? `${value.slice(0, 29)}…` : value;
}
