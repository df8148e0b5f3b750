import { ChangeSet } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { applyEdit, applyTextUpdates } from "../src/store/document";
import type { Cell, NotebookDocument } from "../src/wire/types";

const cell = (id: string, text = ""): Cell => ({ id, kind: "sql", collapsed: false, text, textVersion: 0 });
const notebook: NotebookDocument = {
  id: "n",
  title: "N",
  runtimeMode: "streaming",
  delivery: "live",
  revision: 1,
  createdAt: "",
  updatedAt: "",
  cells: [cell("a", "one"), cell("b"), cell("c")],
};
const ids = (document: NotebookDocument) => document.cells.map((each) => each.id).join("");

describe("edits of a notebook", () => {
  it("put cells where they say", () => {
    expect(ids(applyEdit(notebook, { kind: "insertCell", cell: cell("x"), after: null }))).toBe("xabc");
    expect(ids(applyEdit(notebook, { kind: "insertCell", cell: cell("x"), after: "b" }))).toBe("abxc");
    expect(ids(applyEdit(notebook, { kind: "insertCell", cell: cell("x"), after: "gone" }))).toBe("abcx");
    expect(ids(applyEdit(notebook, { kind: "moveCell", cell: "a", after: "c" }))).toBe("bca");
    expect(ids(applyEdit(notebook, { kind: "moveCell", cell: "c", after: null }))).toBe("cab");
    expect(ids(applyEdit(notebook, { kind: "deleteCell", cell: "b" }))).toBe("ac");
  });

  it("choose when rows appear", () => {
    expect(applyEdit(notebook, { kind: "setDelivery", delivery: "committed" })).toEqual({
      ...notebook,
      delivery: "committed",
    });
  });

  it("do nothing twice", () => {
    expect(applyEdit(notebook, { kind: "insertCell", cell: cell("a"), after: null })).toBe(notebook);
  });

  it("take text changes over in the server's order, each once", () => {
    const first = ChangeSet.of({ from: 3, insert: " two" }, 3);
    const second = ChangeSet.of({ from: 0, to: 3, insert: "1" }, 7);
    const updates = [first, second].map((changes) => ({ client: "x", changes: changes.toJSON() }));
    const changed = applyTextUpdates(notebook, "a", 0, updates);
    expect(changed.cells[0]).toMatchObject({ text: "1 two", textVersion: 2 });
    expect(applyTextUpdates(changed, "a", 0, updates).cells[0]).toMatchObject({ text: "1 two", textVersion: 2 });
  });
});
