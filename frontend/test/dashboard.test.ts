import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyDashboardEdit, inverseOf } from "../src/store/dashboard";
import { afterEdit, type DashboardHistory, NO_HISTORY, step } from "../src/store/dashboardHistory";
import type { Dashboard, DashboardEdit } from "../src/wire/dashboard";
import { dashboardOf, places, tileAt, tileLists } from "./tiles";

const ids = fc.nat(14).map((i) => `t${i}`);
const words = fc.constantFrom("", "one", "two");
const content = words.map((text) => ({ kind: "text" as const, text, notebook: null, cell: null }));

const edits: fc.Arbitrary<DashboardEdit> = fc.oneof(
  fc.record({ kind: fc.constant("addTile" as const), tile: fc.tuple(ids, places).map(([id, at]) => tileAt(id, at)) }),
  fc.record({ kind: fc.constant("removeTile" as const), tile: ids }),
  fc.record({
    kind: fc.constant("arrangeTiles" as const),
    places: fc.array(
      fc.tuple(ids, places).map(([tile, place]) => ({ tile, ...place })),
      { maxLength: 4 },
    ),
  }),
  fc.record({ kind: fc.constant("setTile" as const), tile: ids, title: words, description: words, content }),
  fc.record({ kind: fc.constant("setTitle" as const), title: words }),
  fc.record({ kind: fc.constant("setDescription" as const), description: words }),
);

const byId = (dashboard: Dashboard) => ({
  ...dashboard,
  tiles: [...dashboard.tiles].sort((a, b) => (a.id < b.id ? -1 : 1)),
});

describe("an edit of a dashboard", () => {
  it("gives the very same dashboard where it means nothing, and another where it does", () => {
    fc.assert(
      fc.property(tileLists, edits, (tiles, edit) => {
        const before = dashboardOf(tiles);
        const after = applyDashboardEdit(before, edit);
        expect(after === before).toBe(JSON.stringify(after) === JSON.stringify(before));
        expect(applyDashboardEdit(after, edit)).toBe(after);
      }),
    );
  });

  it("is taken back by its inverse", () => {
    fc.assert(
      fc.property(tileLists, edits, (tiles, edit) => {
        const before = dashboardOf(tiles);
        const after = applyDashboardEdit(before, edit);
        const inverse = inverseOf(before, edit);
        if (after !== before && inverse) {
          expect(byId(applyDashboardEdit(after, inverse))).toEqual(byId(before));
        }
      }),
    );
  });

  it("does not take back that a dashboard is kept running", () => {
    const edit = { kind: "setKeptRunning", keptRunning: true } as const;
    expect(applyDashboardEdit(dashboardOf([]), edit).keptRunning).toBe(true);
    expect(inverseOf(dashboardOf([]), edit)).toBeNull();
  });
});

/** A person's own edits, with undo and redo. */
class Desk {
  history: DashboardHistory = NO_HISTORY;
  constructor(public document: Dashboard) {}

  edit(edit: DashboardEdit): void {
    const after = applyDashboardEdit(this.document, edit);
    if (after !== this.document) {
      this.history = afterEdit(this.history, this.document, edit);
      this.document = after;
    }
  }

  go(direction: "undo" | "redo"): boolean {
    const { history, edit } = step(this.history, this.document, direction);
    this.history = history;
    this.document = edit ? applyDashboardEdit(this.document, edit) : this.document;
    return edit !== null;
  }
}

describe("undo and redo", () => {
  it("lead back to the beginning and forth to the end", () => {
    fc.assert(
      fc.property(tileLists, fc.array(edits, { maxLength: 20 }), (tiles, list) => {
        const desk = new Desk(dashboardOf(tiles));
        const first = byId(desk.document);
        for (const edit of list) {
          desk.edit(edit);
        }
        const last = byId(desk.document);
        while (desk.go("undo")) {}
        expect(byId(desk.document)).toEqual(first);
        while (desk.go("redo")) {}
        expect(byId(desk.document)).toEqual(last);
      }),
    );
  });

  it("pass over what means nothing any more, and forget what was undone once something new is done", () => {
    const tile = tileAt("t", { x: 0, y: 0, width: 3, height: 3 });
    const desk = new Desk(dashboardOf([tile]));
    desk.edit({ kind: "setTitle", title: "New" });
    desk.edit({ kind: "arrangeTiles", places: [{ tile: "t", x: 3, y: 0, width: 3, height: 3 }] });
    // Somebody else removes the tile: that it was moved can't be undone any more.
    desk.document = dashboardOf([]);
    desk.document = { ...desk.document, title: "New" };
    expect(desk.go("undo")).toBe(true);
    expect(desk.document.title).toBe("D");
    desk.edit({ kind: "setTitle", title: "Other" });
    expect(desk.go("redo")).toBe(false);
  });

  it("remember the newest hundred steps", () => {
    const desk = new Desk(dashboardOf([]));
    for (let i = 0; i < 150; i++) {
      desk.edit({ kind: "setTitle", title: `${i}` });
    }
    let steps = 0;
    while (desk.go("undo")) {
      steps++;
    }
    expect(steps).toBe(100);
    expect(desk.document.title).toBe("49");
  });
});
