import { dashboard, tileSource } from "./decodeDashboard";
import { dashboardInput, input, inputCell } from "./decodeInput";
import { chart, delivery, problem, run, schema } from "./decodeRun";
import { type Decoder, flag, list, nullable, number, rawList, record, text, union, word } from "./decoder";
import type { ServerMessage } from "./messages";
import type {
  Catalog,
  Cell,
  Cluster,
  NotebookDocument,
  NotebookEdit,
  Person,
  Role,
  Rows,
  RuntimeMode,
  TextUpdate,
  Totals,
  Value,
  ViewFrame,
} from "./types";

const runtimeMode: Decoder<RuntimeMode> = word("streaming", "batch");

const textCell = (kind: "sql" | "markdown") =>
  record({ id: text, kind: word(kind), collapsed: flag, text, textVersion: number });

const cell: Decoder<Cell> = union<Cell>("kind", {
  sql: textCell("sql"),
  markdown: textCell("markdown"),
  chart: record({ id: text, kind: word("chart"), collapsed: flag, chart }),
  input: inputCell,
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
  setInput: record({ kind: word("setInput"), cell: text, input, values: nullable(list(text)) }),
  setInputValue: record({ kind: word("setInputValue"), cell: text, values: list(text) }),
  setTitle: record({ kind: word("setTitle"), title: text }),
  setRuntimeMode: record({ kind: word("setRuntimeMode"), runtimeMode }),
  setDelivery: record({ kind: word("setDelivery"), delivery }),
});

const textUpdate: Decoder<TextUpdate> = record({ client: text, changes: rawList<unknown>() });

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

const person: Decoder<Person> = record({
  client: text,
  name: nullable(text),
  colour: number,
  cell: nullable(text),
  caret: nullable(record({ version: number, anchor: number, head: number })),
});

const role: Decoder<Role> = word("viewer", "editor", "owner");

const serverMessage: Decoder<ServerMessage> = union<ServerMessage>("type", {
  welcome: record({ type: word("welcome"), protocol: number, server: text, version: text, user: text }),
  cluster: record({ type: word("cluster"), cluster }),
  pong: record({ type: word("pong"), at: number }),
  accepted: record({ type: word("accepted"), request: number, revision: nullable(number) }),
  refused: record({ type: word("refused"), request: number, code: text, message: text }),
  notebook: record({ type: word("notebook"), notebook, runs: list(run), catalog: nullable(catalog), role }),
  role: record({ type: word("role"), kind: word("notebook", "dashboard"), id: text, role }),
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
  inputOptions: record({ type: word("inputOptions"), request: number, options: list(text), more: flag }),
  frames: record({ type: word("frames"), frames: list(frame) }),
  viewGone: record({ type: word("viewGone"), view: text }),
  dashboard: record({
    type: word("dashboard"),
    dashboard,
    sources: list(tileSource),
    inputs: list(dashboardInput),
    role,
  }),
  dashboardInputs: record({ type: word("dashboardInputs"), dashboard: text, inputs: list(dashboardInput) }),
  dashboardEdited: record({ type: word("dashboardEdited"), dashboard: text, editId: text, document: dashboard }),
  tileSource: record({ type: word("tileSource"), dashboard: text, source: tileSource }),
  people: record({
    type: word("people"),
    notebook: nullable(text),
    dashboard: nullable(text),
    people: list(person),
    more: number,
  }),
  dashboardGone: record({ type: word("dashboardGone"), dashboard: text }),
});

/** Reads one message of the server. Throws DecodeError where it is none. */
export function decodeServerMessage(json: string): ServerMessage {
  return serverMessage(JSON.parse(json), "");
}
