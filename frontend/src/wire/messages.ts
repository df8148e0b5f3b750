import type { Dashboard, DashboardEdit, TileSource } from "./dashboard";
import type { DashboardInput } from "./input";
import type {
  Caret,
  Catalog,
  Cluster,
  NotebookDocument,
  NotebookEdit,
  Person,
  Problem,
  Role,
  Run,
  TextUpdate,
  ViewFrame,
} from "./types";

/** What the server says; docs/protocol.md has the meaning of each. */
export type ServerMessage =
  | {
      readonly type: "welcome";
      readonly protocol: number;
      readonly server: string;
      readonly version: string;
      readonly user: string;
    }
  | { readonly type: "cluster"; readonly cluster: Cluster }
  | { readonly type: "pong"; readonly at: number }
  | { readonly type: "accepted"; readonly request: number; readonly revision: number | null }
  | { readonly type: "refused"; readonly request: number; readonly code: string; readonly message: string }
  | {
      readonly type: "notebook";
      readonly notebook: NotebookDocument;
      readonly runs: readonly Run[];
      readonly catalog: Catalog | null;
      readonly role: Role;
    }
  | { readonly type: "role"; readonly kind: "notebook" | "dashboard"; readonly id: string; readonly role: Role }
  | {
      readonly type: "edited";
      readonly notebook: string;
      readonly revision: number;
      readonly editId: string;
      readonly edit: NotebookEdit;
    }
  | {
      readonly type: "textUpdated";
      readonly notebook: string;
      readonly cell: string;
      readonly version: number;
      readonly revision: number;
      readonly updates: readonly TextUpdate[];
    }
  | {
      readonly type: "textReset";
      readonly notebook: string;
      readonly cell: string;
      readonly version: number;
      readonly text: string;
    }
  | { readonly type: "notebookGone"; readonly notebook: string }
  | { readonly type: "run"; readonly notebook: string; readonly run: Run }
  | { readonly type: "catalog"; readonly notebook: string; readonly catalog: Catalog }
  | { readonly type: "problems"; readonly request: number; readonly problems: readonly Problem[] }
  | {
      readonly type: "inputOptions";
      readonly request: number;
      readonly options: readonly string[];
      /** There are more than these. */
      readonly more: boolean;
    }
  | { readonly type: "frames"; readonly frames: readonly ViewFrame[] }
  | { readonly type: "viewGone"; readonly view: string }
  | {
      readonly type: "people";
      readonly notebook: string | null;
      readonly dashboard: string | null;
      readonly people: readonly Person[];
      readonly more: number;
    }
  | {
      readonly type: "dashboard";
      readonly dashboard: Dashboard;
      readonly sources: readonly TileSource[];
      readonly inputs: readonly DashboardInput[];
      readonly role: Role;
    }
  | { readonly type: "dashboardInputs"; readonly dashboard: string; readonly inputs: readonly DashboardInput[] }
  | {
      readonly type: "dashboardEdited";
      readonly dashboard: string;
      readonly editId: string;
      readonly document: Dashboard;
    }
  | { readonly type: "tileSource"; readonly dashboard: string; readonly source: TileSource }
  | { readonly type: "dashboardGone"; readonly dashboard: string };

/** What a browser says. One with a `request` gets exactly one answer. */
export type ClientMessage =
  | { readonly type: "ping" }
  | { readonly type: "openNotebook"; readonly request: number; readonly notebook: string }
  | { readonly type: "closeNotebook"; readonly notebook: string }
  | {
      readonly type: "edit";
      readonly request: number;
      readonly notebook: string;
      readonly editId: string;
      readonly basedOn: number;
      readonly edit: NotebookEdit;
    }
  | {
      readonly type: "text";
      readonly request: number;
      readonly notebook: string;
      readonly cell: string;
      readonly version: number;
      readonly updates: readonly TextUpdate[];
    }
  | {
      readonly type: "fetchText";
      readonly request: number;
      readonly notebook: string;
      readonly cell: string;
      readonly version: number;
    }
  | {
      readonly type: "runCell" | "stopCell";
      readonly request: number;
      readonly notebook: string;
      readonly cell: string;
    }
  | { readonly type: "runAll" | "stopAll"; readonly request: number; readonly notebook: string }
  | { readonly type: "check"; readonly request: number; readonly notebook: string; readonly text: string }
  | { readonly type: "watch"; readonly view: string; readonly seen: number | null }
  | { readonly type: "unwatch"; readonly view: string }
  | {
      readonly type: "whereabouts";
      readonly notebook: string;
      readonly cell: string | null;
      readonly caret: Caret | null;
    }
  | { readonly type: "openDashboard"; readonly request: number; readonly dashboard: string }
  | { readonly type: "closeDashboard"; readonly dashboard: string }
  | {
      readonly type: "editDashboard";
      readonly request: number;
      readonly dashboard: string;
      readonly editId: string;
      readonly basedOn: number;
      readonly edit: DashboardEdit;
    }
  | {
      readonly type: "runDashboard" | "stopDashboard";
      readonly request: number;
      readonly dashboard: string;
      /** Null: what all tiles show. */
      readonly tile: string | null;
    }
  | { readonly type: "fetchInputOptions"; readonly request: number; readonly notebook: string; readonly cell: string }
  | {
      readonly type: "fetchDashboardInputOptions";
      readonly request: number;
      readonly dashboard: string;
      readonly notebook: string;
      readonly cell: string;
    }
  | {
      readonly type: "setDashboardInput";
      readonly request: number;
      readonly dashboard: string;
      readonly notebook: string;
      readonly cell: string;
      /** Null: back to the notebook's. */
      readonly values: readonly string[] | null;
    };
