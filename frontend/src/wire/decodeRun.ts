import { type Decoder, flag, list, nullable, number, record, text, word } from "./decoder";
import type {
  Chart,
  ChartType,
  ColumnType,
  Delivery,
  Problem,
  Run,
  Schema,
  SourcePosition,
  SourceRange,
  StatementRun,
} from "./types";

/** Readers of what notebooks and dashboards both have. */

export const delivery: Decoder<Delivery> = word("live", "committed");

export const chart: Decoder<Chart> = record({
  source: nullable(text),
  statement: nullable(number),
  type: word<ChartType>("line", "area", "bar", "scatter", "pie", "number"),
  x: nullable(text),
  y: list(text),
  series: nullable(text),
  title: text,
  stacked: flag,
  horizontal: flag,
});

const position: Decoder<SourcePosition> = record({ offset: number, line: number, column: number });
const range: Decoder<SourceRange> = record({ start: position, end: position });

export const problem: Decoder<Problem> = record({
  code: text,
  message: text,
  range: nullable(range),
  hint: nullable(text),
  detail: nullable(text),
});

const type: Decoder<ColumnType> = (value, place) => columnType(value, place);
const columnType: Decoder<ColumnType> = record({
  name: text,
  nullable: flag,
  precision: number,
  scale: number,
  children: list(type),
  fieldNames: list(text),
  summary: text,
});

export const schema: Decoder<Schema> = record({
  columns: list(record({ name: text, type: columnType })),
  upsertKey: list(text),
  mode: word("append", "update", "finite"),
  timeZone: text,
});

const state = word("queued", "starting", "waiting", "running", "finished", "failed", "stopped");

const statement: Decoder<StatementRun> = record({
  kind: word("query", "job", "table", "command"),
  range,
  state,
  message: nullable(text),
  job: nullable(record({ id: text, name: text })),
  result: nullable(record({ view: text, schema, delivery })),
  problem: nullable(problem),
  startedAt: nullable(text),
  finishedAt: nullable(text),
});

export const run: Decoder<Run> = record({
  id: text,
  cell: text,
  state,
  statements: list(statement),
  problem: nullable(problem),
  queuedAt: text,
  startedAt: nullable(text),
  finishedAt: nullable(text),
  statusVersion: number,
});
