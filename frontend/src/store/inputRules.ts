import type { Input, InputOptions, InputType } from "../wire/input";

/** What inputs and their values may be. Mirrors the server's rules, which has the last word. */

export const INPUT_NAME = /^[a-z_][a-z0-9_]{0,63}$/;
export const MOST_INPUTS = 50;
export const MOST_OPTIONS = 1_000;
export const MOST_VALUES = 100;
export const MOST_LABEL = 200;
const MOST_TEXT = 1_000;
const MOST_DIGITS = 38;

const NUMBER = /^([+-]?)(\d{1,100})(?:\.(\d{1,100}))?$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIMESTAMP = /^(\d{4}-\d\d-\d\d)[ T](\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?$/;

/** The one text that stands for a value of a type; null where the text is none. */
export function canonicalValue(type: InputType, text: string): string | null {
  switch (type) {
    case "text":
      return text.length <= MOST_TEXT && !/\p{Surrogate}/u.test(text) ? text : null;
    case "number":
      return canonicalNumber(text);
    case "date":
      return isDate(text) ? text : null;
    case "timestamp":
      return canonicalTimestamp(text);
  }
}

function canonicalNumber(text: string): string | null {
  const [, sign, whole = "", fraction = ""] = NUMBER.exec(text) ?? [];
  if (sign === undefined) {
    return null;
  }
  const digits = whole.replace(/^0+/, "");
  const rest = fraction.replace(/0+$/, "");
  if (digits.length + rest.length > MOST_DIGITS) {
    return null;
  }
  const number = rest === "" ? digits || "0" : `${digits || "0"}.${rest}`;
  return sign === "-" && number !== "0" ? `-${number}` : number;
}

function isDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined || year === "0000") {
    return false;
  }
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
}

function canonicalTimestamp(text: string): string | null {
  const [, date = "", hour, minute, second = "00", fraction = ""] = TIMESTAMP.exec(text) ?? [];
  if (!isDate(date) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    return null;
  }
  return `${date} ${hour}:${minute}:${second}${fraction.replace(/\.?0+$/, "")}`;
}

/** Compares two numbers of any length, as the server writes them. */
export function compareNumbers(one: string, other: string): number {
  const negative = one.startsWith("-");
  if (negative !== other.startsWith("-")) {
    return negative ? -1 : 1;
  }
  const [a, b] = negative ? [other.slice(1), one.slice(1)] : [one, other];
  const [wholeA = "", fractionA = ""] = a.split(".");
  const [wholeB = "", fractionB = ""] = b.split(".");
  if (wholeA.length !== wholeB.length) {
    return wholeA.length - wholeB.length;
  }
  const length = Math.max(fractionA.length, fractionB.length);
  const left = wholeA + fractionA.padEnd(length, "0");
  const right = wholeB + fractionB.padEnd(length, "0");
  return left < right ? -1 : left > right ? 1 : 0;
}

/** What a value of each type looks like, for whoever wrote another one. */
export const EXPECTED: Readonly<Record<InputType, string>> = {
  text: "At most 1,000 characters.",
  number: "A number like 12 or -0.5, with at most 38 digits.",
  date: "A date like 2026-05-04.",
  timestamp: "A date and time like 2026-05-04 10:22:07.",
};

type Bounds = Pick<Input, "type" | "choice" | "options" | "minimum" | "maximum">;

/** What keeps values from being those of an input, in words; null where nothing does. */
export function valuesProblem(input: Bounds, values: readonly string[]): string | null {
  if (values.length > (input.choice === "several" ? MOST_VALUES : 1)) {
    return input.choice === "several" ? `At most ${MOST_VALUES} values.` : "One value only.";
  }
  if (new Set(values).size < values.length) {
    return "A value can be chosen once only.";
  }
  for (const value of values) {
    const problem = valueProblem(input, value);
    if (problem !== null) {
      return problem;
    }
  }
  return null;
}

function valueProblem({ type, options, minimum, maximum }: Bounds, value: string): string | null {
  const canonical = canonicalValue(type, value);
  if (canonical === null) {
    return EXPECTED[type];
  }
  if (options?.kind === "list" && !listOf(type, options).includes(canonical)) {
    return `“${value}” is none of the values to choose from.`;
  }
  if (minimum !== null && compareNumbers(canonical, minimum) < 0) {
    return `At least ${minimum}.`;
  }
  if (maximum !== null && compareNumbers(canonical, maximum) > 0) {
    return `At most ${maximum}.`;
  }
  return null;
}

function listOf(type: InputType, options: Extract<InputOptions, { kind: "list" }>): readonly string[] {
  return options.values.map((value) => canonicalValue(type, value) ?? value);
}

/** Values after the definition changed: as they are where they still fit, else the default. */
export function fittingValues(input: Input, values: readonly string[]): readonly string[] {
  return valuesProblem(input, values) === null
    ? values.map((value) => canonicalValue(input.type, value) ?? value)
    : input.default;
}

export function sameValues(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((value, i) => value === other[i]);
}

/** A name like the wanted one that no input has yet. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const stem = wanted.replace(/_\d+$/, "").slice(0, 58);
  for (let i = 1; ; i++) {
    const name = i === 1 ? wanted : `${stem}_${i}`;
    if (!taken.includes(name)) {
      return name;
    }
  }
}

export function newInput(name: string): Input {
  return {
    name,
    label: "",
    type: "text",
    choice: "free",
    options: null,
    default: [],
    widget: "field",
    minimum: null,
    maximum: null,
    step: null,
    viewersMayChange: false,
  };
}
