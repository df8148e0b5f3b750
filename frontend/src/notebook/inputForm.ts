import {
  canonicalValue,
  compareNumbers,
  EXPECTED,
  INPUT_NAME,
  MOST_LABEL,
  MOST_OPTIONS,
  valuesProblem,
} from "../store/inputRules";
import type { Input, InputChoice, InputOptions, InputType, InputWidget } from "../wire/input";

/** The definition of an input as it stands in a form: texts as they were written, and what is not in use kept for later. */
export interface InputForm {
  readonly name: string;
  readonly label: string;
  readonly type: InputType;
  readonly choice: InputChoice;
  readonly source: InputOptions["kind"];
  /** The values of a list, one a line. */
  readonly list: string;
  readonly cell: string | null;
  readonly column: string;
  readonly slider: boolean;
  readonly buttons: boolean;
  readonly minimum: string;
  readonly maximum: string;
  readonly step: string;
  readonly default: readonly string[];
  readonly viewersMayChange: boolean;
}

export type InputFormProblems = Partial<Record<keyof InputForm, string>>;

/** What a form says: a definition, or what is wrong with it, field by field. */
export type ReadForm =
  | { readonly input: Input; readonly problems: null }
  | { readonly input: null; readonly problems: InputFormProblems };

export function formOf(input: Input): InputForm {
  const { options } = input;
  return {
    name: input.name,
    label: input.label,
    type: input.type,
    choice: input.choice,
    source: options?.kind ?? "list",
    list: options?.kind === "list" ? options.values.join("\n") : "",
    cell: options?.kind === "query" ? options.cell : null,
    column: options?.kind === "query" ? options.column : "",
    slider: input.widget === "slider",
    buttons: input.widget === "buttons",
    minimum: input.minimum ?? "",
    maximum: input.maximum ?? "",
    step: input.step ?? "",
    default: input.default,
    viewersMayChange: input.viewersMayChange,
  };
}

/** The values of a list, as they are written one a line: canonical where they are values of the type, each once, in their order. */
export function listedValues({ list, type }: Pick<InputForm, "list" | "type">): readonly string[] {
  const lines = list.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== "").map((line) => canonicalValue(type, line) ?? line))];
}

/** Whether there are bounds to set: of numbers that may be any. */
export function isBounded({ type, choice }: Pick<InputForm, "type" | "choice">): boolean {
  return type === "number" && choice === "free";
}

/** The definition that the form stands for, whether or not it holds together. */
export function draftOf(form: InputForm): Input {
  const { name, label, type, choice, viewersMayChange } = form;
  const bound = (text: string) =>
    isBounded(form) && text.trim() !== "" ? (canonicalValue("number", text.trim()) ?? text.trim()) : null;
  return {
    name,
    label: label.trim(),
    type,
    choice,
    options: optionsOf(form),
    default: form.default.map((value) => canonicalValue(type, value) ?? value),
    widget: widgetOf(form),
    minimum: bound(form.minimum),
    maximum: bound(form.maximum),
    step: bound(form.step),
    viewersMayChange,
  };
}

function optionsOf(form: InputForm): InputOptions | null {
  if (form.choice === "free") {
    return null;
  }
  return form.source === "list"
    ? { kind: "list", values: listedValues(form) }
    : { kind: "query", cell: form.cell, column: form.column };
}

function widgetOf(form: InputForm): InputWidget {
  if (form.choice !== "free") {
    return form.buttons ? "buttons" : "select";
  }
  return form.slider && isBounded(form) ? "slider" : "field";
}

/** Reads a form. @param taken names of the notebook's other inputs */
export function readForm(form: InputForm, taken: readonly string[]): ReadForm {
  const input = draftOf(form);
  const problems: InputFormProblems = {
    ...problemsOfName(input, taken),
    ...problemsOfOptions(input),
    ...problemsOfBounds(input),
  };
  if (Object.keys(problems).length === 0) {
    const problem = valuesProblem(input, input.default);
    if (problem === null) {
      return { input, problems: null };
    }
    return { input: null, problems: { default: problem } };
  }
  return { input: null, problems };
}

function problemsOfName({ name, label }: Input, taken: readonly string[]): InputFormProblems {
  const problem = !INPUT_NAME.test(name)
    ? "A small letter or _ first, then small letters, digits and _; at most 64."
    : taken.includes(name)
      ? `Another input is called ${name}.`
      : null;
  return {
    ...(problem === null ? {} : { name: problem }),
    ...(label.length > MOST_LABEL ? { label: `At most ${MOST_LABEL} characters.` } : {}),
  };
}

function problemsOfOptions({ type, options }: Input): InputFormProblems {
  if (options === null) {
    return {};
  }
  if (options.kind === "query") {
    return {
      ...(options.cell === null ? { cell: "Choose the SQL cell whose result has the values." } : {}),
      ...(options.column === "" ? { column: "Choose the column with the values." } : {}),
    };
  }
  const { values } = options;
  const odd = values.find((value) => canonicalValue(type, value) === null);
  if (values.length === 0) {
    return { list: "Write at least one value, each on a line of its own." };
  }
  if (values.length > MOST_OPTIONS) {
    return { list: `At most ${MOST_OPTIONS.toLocaleString("en-US")} values; these are ${values.length}.` };
  }
  return odd === undefined ? {} : { list: `“${odd}” does not fit the type. ${EXPECTED[type]}` };
}

function problemsOfBounds(input: Input): InputFormProblems {
  const problems: { -readonly [K in keyof InputFormProblems]: InputFormProblems[K] } = {};
  for (const field of ["minimum", "maximum", "step"] as const) {
    const bound = input[field];
    if (bound !== null && canonicalValue("number", bound) === null) {
      problems[field] = EXPECTED.number;
    } else if (bound === null && input.widget === "slider" && field !== "step") {
      problems[field] = "A slider needs both ends.";
    }
  }
  const { minimum, maximum, step } = input;
  if (!problems.minimum && !problems.maximum && minimum !== null && maximum !== null) {
    if (compareNumbers(minimum, maximum) > 0) {
      problems.maximum = `At least ${minimum}.`;
    }
  }
  if (!problems.step && step !== null && compareNumbers(step, "0") <= 0) {
    problems.step = "More than 0.";
  }
  return problems;
}
