import { type Decoder, flag, list, nullable, record, text, union, word } from "./decoder";
import type { DashboardInput, Input, InputCell, InputOptions } from "./input";

const options: Decoder<InputOptions> = union<InputOptions>("kind", {
  list: record({ kind: word("list"), values: list(text) }),
  query: record({ kind: word("query"), cell: nullable(text), column: text }),
});

export const input: Decoder<Input> = record({
  name: text,
  label: text,
  type: word("text", "number", "date", "timestamp"),
  choice: word("free", "one", "several"),
  options: nullable(options),
  default: list(text),
  widget: word("field", "slider", "select", "buttons"),
  minimum: nullable(text),
  maximum: nullable(text),
  step: nullable(text),
  viewersMayChange: flag,
});

export const inputCell: Decoder<InputCell> = record({
  id: text,
  kind: word("input"),
  collapsed: flag,
  input,
  values: list(text),
});

export const dashboardInput: Decoder<DashboardInput> = record({
  notebook: text,
  notebookTitle: text,
  cell: text,
  input,
  values: list(text),
  sharedValues: list(text),
  scope: word("shared", "own", "none"),
});
