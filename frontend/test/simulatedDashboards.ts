import { applyDashboardEdit } from "../src/store/dashboard";
import type { Dashboard, DashboardEdit } from "../src/wire/dashboard";
import type { ClientMessage, ServerMessage } from "../src/wire/messages";
import type { Served } from "./simulatedServer";

type Tell = (message: ServerMessage) => void;
type Answer = Extract<ServerMessage, { type: "accepted" | "refused" }>;

/**
 * The server's part of docs/protocol.md as far as the edits of one dashboard go: in the order of arrival, each id once, and no
 * value replaced that its author has not seen.
 */
export class SimulatedDashboards implements Served {
  private readonly edits = new Map<string, number>();
  private readonly changed = new Map<string, number>();
  private readonly watching = new Set<Tell>();

  /** @param answersFirst whether the answer to an edit comes before the document that it led to */
  constructor(
    public document: Dashboard,
    private readonly answersFirst: boolean,
  ) {}

  leave(tell: Tell): void {
    this.watching.delete(tell);
  }

  handle(message: ClientMessage, tell: Tell): void {
    if (message.type === "openDashboard") {
      this.watching.add(tell);
      tell({ type: "dashboard", dashboard: this.document, sources: [], inputs: [], role: "owner" });
      tell({ type: "accepted", request: message.request, revision: null });
    } else if (message.type === "editDashboard") {
      this.edit(message, tell);
    }
  }

  private edit({ request, editId, basedOn, edit }: Extract<ClientMessage, { type: "editDashboard" }>, tell: Tell) {
    const known = this.edits.get(editId);
    const refusal = known === undefined ? this.refusalOf(edit, basedOn) : null;
    if (known !== undefined || refusal !== null) {
      const answer: Answer =
        refusal === null
          ? { type: "accepted", request, revision: known ?? 0 }
          : { type: "refused", request, code: refusal, message: refusal };
      tell(answer);
      return;
    }
    const revision = this.document.revision + 1;
    this.document = { ...applyDashboardEdit(this.document, edit), revision };
    this.edits.set(editId, revision);
    const value = valueSetBy(edit);
    if (value !== null) {
      this.changed.set(value, revision);
    }
    const answer: Answer = { type: "accepted", request, revision };
    if (this.answersFirst) {
      tell(answer);
    }
    for (const each of this.watching) {
      each({ type: "dashboardEdited", dashboard: "d", editId, document: this.document });
    }
    if (!this.answersFirst) {
      tell(answer);
    }
  }

  private refusalOf(edit: DashboardEdit, basedOn: number): string | null {
    const has = (id: string) => this.document.tiles.some((tile) => tile.id === id);
    const value = valueSetBy(edit);
    if ((edit.kind === "setTile" || edit.kind === "removeTile") && !has(edit.tile)) {
      return "TILE_GONE";
    }
    if (edit.kind === "addTile" && has(edit.tile.id)) {
      return "TILE_EXISTS";
    }
    const isSame = applyDashboardEdit(this.document, edit) === this.document;
    return value !== null && !isSame && (this.changed.get(value) ?? 0) > basedOn ? "STALE" : null;
  }
}

function valueSetBy(edit: DashboardEdit): string | null {
  switch (edit.kind) {
    case "setTitle":
    case "setDescription":
    case "setKeptRunning":
      return edit.kind;
    case "setTile":
      return `tile ${edit.tile}`;
    case "addTile":
      return `tile ${edit.tile.id}`;
    default:
      return null;
  }
}
