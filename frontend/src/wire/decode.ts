import { type Decoder, flag, list, nullable, number, rawList, record, text, union, word } from "./decoder";
import type {
  Catalog,
  Cell,
  Chart,
  ChartType,
  Cluster,
  ColumnType,
  Delivery,
  NotebookDocument,
  NotebookEdit,
  Problem,
  Rows,
  Run,
  RuntimeMode,
  Schema,
  ServerMessage,
  SourcePosition,
  SourceRange,
  StatementRun,
  TextUpdate,
  Totals,
  Value,
  ViewFrame,
} from "./types";

const delivery: Decoder<Delivery> = word("live", "committed");
const runtimeMode: Decoder<RuntimeMode> = word("streaming", "batch");

const chart: Decoder<Chart> = record({
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

const textCell = (kind: "sql" | "markdown") =>
  record({ id: text, kind: word(kind), collapsed: flag, text, textVersion: number });

const cell: Decoder<Cell> = union<Cell>("kind", {
  sql: textCell("sql"),
  markdown: textCell("markdown"),
  chart: record({ id: text, kind: word("chart"), collapsed: flag, chart }),
});

const notebook: Decoder<NotebookDocument> = record({
  id: text,
  title: text,
  runtimeMode,
  delivery,
  revision: number,
  createdAt: text,
  updatedAt: text,
  cells: list(cell),
});

const edit: Decoder<NotebookEdit> = union<NotebookEdit>("kind", {
  insertCell: record({ kind: word("insertCell"), cell, after: nullable(text) }),
  deleteCell: record({ kind: word("deleteCell"), cell: text }),
  moveCell: record({ kind: word("moveCell"), cell: text, after: nullable(text) }),
  setKind: record({ kind: word("setKind"), cell: text, cellKind: word("sql", "markdown") }),
  setCollapsed: record({ kind: word("setCollapsed"), cell: text, collapsed: flag }),
  setChart: record({ kind: word("setChart"), cell: text, chart }),
  setTitle: record({ kind: word("setTitle"), title: text }),
  setRuntimeMode: record({ kind: word("setRuntimeMode"), runtimeMode }),
  setDelivery: record({ kind: word("setDelivery"), delivery }),
});

const textUpdate: Decoder<TextUpdate> = record({ client: text, changes: rawList<unknown>() });

const position: Decoder<SourcePosition> = record({ offset: number, line: number, column: number });
const range: Decoder<SourceRange> = record({ start: position, end: position });

const problem: Decoder<Problem> = record({
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

const schema: Decoder<Schema> = record({
  columns: list(record({ name: text, type: columnType })),
  upsertKey: list(text),
  mode: word("append", "update", "finite"),
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

const run: Decoder<Run> = record({
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

const catalog: Decoder<Catalog> = record({
  currentCatalog: text,
  currentDatabase: text,
  tables: list(
    record({
      catalog: text,
      database: text,
      name: text,
      view: flag,
      temporary: flag,
      connector: nullable(text),
      columns: list(record({ name: text, type: text })),
      primaryKey: list(text),
      watermark: nullable(text),
    }),
  ),
  functions: list(text),
  truncated: flag,
});

const cluster: Decoder<Cluster> = record({
  local: flag,
  state: word("starting", "ready", "restarting", "unreachable", "stopped"),
  message: text,
  address: nullable(text),
  taskManagers: number,
  slotsTotal: number,
  slotsFree: number,
  flinkVersion: nullable(text),
  since: text,
});

const rows: Decoder<Rows> = record({ ids: rawList<number>(), columns: list(rawList<Value>()) });

const totals: Decoder<Totals> = record({
  heldRows: number,
  allRows: number,
  changes: number,
  receivedChanges: number,
});

const frame: Decoder<ViewFrame> = union<ViewFrame>("type", {
  snapshot: record({
    type: word("snapshot"),
    view: text,
    version: number,
    schema,
    rows,
    totals,
    checksum: number,
    changedAt: nullable(number),
    emittedAt: nullable(number),
    at: number,
  }),
  delta: record({
    type: word("delta"),
    view: text,
    from: number,
    to: number,
    removedBelow: number,
    removed: rawList<number>(),
    updated: rows,
    added: rows,
    totals,
    checksum: number,
    changedAt: nullable(number),
    emittedAt: nullable(number),
    at: number,
  }),
});

const serverMessage: Decoder<ServerMessage> = union<ServerMessage>("type", {
  welcome: record({ type: word("welcome"), protocol: number, server: text, version: text, user: text }),
  cluster: record({ type: word("cluster"), cluster }),
  pong: record({ type: word("pong"), at: number }),
  accepted: record({ type: word("accepted"), request: number, revision: nullable(number) }),
  refused: record({ type: word("refused"), request: number, code: text, message: text }),
  notebook: record({ type: word("notebook"), notebook, runs: list(run), catalog: nullable(catalog) }),
  edited: record({ type: word("edited"), notebook: text, revision: number, editId: text, edit }),
  textUpdated: record({
    type: word("textUpdated"),
    notebook: text,
    cell: text,
    version: number,
    revision: number,
    updates: list(textUpdate),
  }),
  textReset: record({ type: word("textReset"), notebook: text, cell: text, version: number, text }),
  notebookGone: record({ type: word("notebookGone"), notebook: text }),
  run: record({ type: word("run"), notebook: text, run }),
  catalog: record({ type: word("catalog"), notebook: text, catalog }),
  problems: record({ type: word("problems"), request: number, problems: list(problem) }),
  frames: record({ type: word("frames"), frames: list(frame) }),
  viewGone: record({ type: word("viewGone"), view: text }),
});

/** Reads one message of the server. Throws DecodeError where it is none. */
export function decodeServerMessage(json: string): ServerMessage {
  return serverMessage(JSON.parse(json), "");
}
