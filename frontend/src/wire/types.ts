import type { Input, InputCell } from "./input";

/** The messages of docs/protocol.md. Everything is read-only; values beyond 2^53 stay strings. */

/** The version of docs/protocol.md that this page speaks. */
export const PROTOCOL = 6;

export type RuntimeMode = "streaming" | "batch";
/** Rows appear at once, or only once a complete checkpoint covers them. */
export type Delivery = "live" | "committed";
export type TextCellKind = "sql" | "markdown";
export type ChartType = "line" | "area" | "bar" | "scatter" | "pie" | "number";

export interface Chart {
  readonly source: string | null;
  readonly statement: number | null;
  readonly type: ChartType;
  readonly x: string | null;
  readonly y: readonly string[];
  readonly series: string | null;
  readonly title: string;
  readonly stacked: boolean;
  readonly horizontal: boolean;
}

export interface TextCell {
  readonly id: string;
  readonly kind: TextCellKind;
  readonly collapsed: boolean;
  readonly text: string;
  readonly textVersion: number;
}

export interface ChartCell {
  readonly id: string;
  readonly kind: "chart";
  readonly collapsed: boolean;
  readonly chart: Chart;
}

export type Cell = TextCell | ChartCell | InputCell;

/** Whether a cell has a text that is edited. */
export function isTextCell(cell: Cell): cell is TextCell {
  return cell.kind === "sql" || cell.kind === "markdown";
}

export interface NotebookDocument {
  readonly id: string;
  readonly title: string;
  readonly runtimeMode: RuntimeMode;
  readonly delivery: Delivery;
  readonly revision: number;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly cells: readonly Cell[];
}

export type NotebookEdit =
  | { readonly kind: "insertCell"; readonly cell: Cell; readonly after: string | null }
  | { readonly kind: "deleteCell"; readonly cell: string }
  | { readonly kind: "moveCell"; readonly cell: string; readonly after: string | null }
  | { readonly kind: "setKind"; readonly cell: string; readonly cellKind: TextCellKind }
  | { readonly kind: "setCollapsed"; readonly cell: string; readonly collapsed: boolean }
  | { readonly kind: "setChart"; readonly cell: string; readonly chart: Chart }
  | {
      readonly kind: "setInput";
      readonly cell: string;
      readonly input: Input;
      readonly values: readonly string[] | null;
    }
  | { readonly kind: "setInputValue"; readonly cell: string; readonly values: readonly string[] }
  | { readonly kind: "setTitle"; readonly title: string }
  | { readonly kind: "setRuntimeMode"; readonly runtimeMode: RuntimeMode }
  | { readonly kind: "setDelivery"; readonly delivery: Delivery };

export interface TextUpdate {
  readonly client: string;
  /** A CodeMirror change set as JSON. */
  readonly changes: readonly unknown[];
}

export type RunState = "queued" | "starting" | "waiting" | "running" | "finished" | "failed" | "stopped";
export type StatementKind = "query" | "job" | "table" | "command";

export interface SourcePosition {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export interface SourceRange {
  readonly start: SourcePosition;
  readonly end: SourcePosition;
}

export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly range: SourceRange | null;
  readonly hint: string | null;
  readonly detail: string | null;
}

export interface ColumnType {
  readonly name: string;
  readonly nullable: boolean;
  readonly precision: number;
  readonly scale: number;
  readonly children: readonly ColumnType[];
  readonly fieldNames: readonly string[];
  readonly summary: string;
}

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

export type ChangelogMode = "append" | "update" | "finite";

export interface Schema {
  readonly columns: readonly Column[];
  readonly upsertKey: readonly string[];
  readonly mode: ChangelogMode;
  /** In which TIMESTAMP_LTZ is written: a name of the IANA database, `Z`, or an offset as `+02:00`. */
  readonly timeZone: string;
}

/** Where somebody writes in the text of a cell: places in the text at a version. */
export interface Caret {
  readonly version: number;
  /** Where the selection began. */
  readonly anchor: number;
  /** Where it ends, and the caret stands. */
  readonly head: number;
}

/** Somebody else who has the document open. */
export interface Person {
  /** Names their page's connection. */
  readonly client: string;
  /** Null without an account. */
  readonly name: string | null;
  /** From 0 to 7. */
  readonly colour: number;
  /** The cell that they chose, null for none. */
  readonly cell: string | null;
  readonly caret: Caret | null;
}

/** Who else has the document open. */
export interface People {
  readonly shown: readonly Person[];
  /** How many there are beyond those. */
  readonly more: number;
}

export interface StatementRun {
  readonly kind: StatementKind;
  readonly range: SourceRange;
  readonly state: RunState;
  readonly message: string | null;
  readonly job: { readonly id: string; readonly name: string } | null;
  readonly result: { readonly view: string; readonly schema: Schema; readonly delivery: Delivery } | null;
  readonly problem: Problem | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

export interface Run {
  readonly id: string;
  readonly cell: string;
  readonly state: RunState;
  readonly statements: readonly StatementRun[];
  readonly problem: Problem | null;
  readonly queuedAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly statusVersion: number;
}

export interface CatalogTable {
  readonly catalog: string;
  readonly database: string;
  readonly name: string;
  readonly view: boolean;
  readonly temporary: boolean;
  readonly connector: string | null;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly primaryKey: readonly string[];
  readonly watermark: string | null;
}

export interface Catalog {
  readonly currentCatalog: string;
  readonly currentDatabase: string;
  readonly tables: readonly CatalogTable[];
  readonly functions: readonly string[];
  readonly truncated: boolean;
}

export type ClusterState = "starting" | "ready" | "restarting" | "unreachable" | "stopped";

export interface Cluster {
  readonly local: boolean;
  readonly state: ClusterState;
  readonly message: string;
  readonly address: string | null;
  readonly taskManagers: number;
  readonly slotsTotal: number;
  readonly slotsFree: number;
  readonly flinkVersion: string | null;
  readonly since: string;
}

/** A value of a row, as the type of its column says. */
export type Value = null | boolean | number | string | readonly Value[];

export interface Rows {
  readonly ids: readonly number[];
  readonly columns: readonly (readonly Value[])[];
}

export interface Totals {
  readonly heldRows: number;
  readonly allRows: number;
  readonly changes: number;
  readonly receivedChanges: number;
}

export interface SnapshotFrame {
  readonly type: "snapshot";
  readonly view: string;
  readonly version: number;
  readonly schema: Schema;
  readonly rows: Rows;
  readonly totals: Totals;
  readonly checksum: number;
  /** When the oldest change of the frame reached the tap, on the TaskManager's clock; null for a finite result. */
  readonly changedAt: number | null;
  /** When the frame left the tap, on the TaskManager's clock; null for a finite result. */
  readonly emittedAt: number | null;
  /** When the frame was encoded, on the server's clock. */
  readonly at: number;
}

export interface DeltaFrame {
  readonly type: "delta";
  readonly view: string;
  readonly from: number;
  readonly to: number;
  readonly removedBelow: number;
  readonly removed: readonly number[];
  readonly updated: Rows;
  readonly added: Rows;
  readonly totals: Totals;
  readonly checksum: number;
  /** When the oldest change of the frame reached the tap, on the TaskManager's clock; null for a finite result. */
  readonly changedAt: number | null;
  /** When the frame left the tap, on the TaskManager's clock; null for a finite result. */
  readonly emittedAt: number | null;
  /** When the frame was encoded, on the server's clock. */
  readonly at: number;
}

export type ViewFrame = SnapshotFrame | DeltaFrame;

/** At the end of a switch over a union: the compiler refuses it where a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`unexpected: ${JSON.stringify(value)}`);
}

/** What somebody may do with a notebook or dashboard; each may do what those before it may. */
export type Role = "viewer" | "editor" | "owner";
