import { describe, expect, it } from "vitest";
import { valuesReplacedBy } from "../src/store/document";
import { newId } from "../src/store/newId";
import { type EditOutcome, type PendingEdit, PendingEdits } from "../src/store/pendingEdits";
import type { NotebookEdit } from "../src/wire/types";

const title = (id: string, basedOn = 1): PendingEdit<NotebookEdit> => ({
  id,
  basedOn,
  edit: { kind: "setTitle", title: id },
});

/** What is on its way, and how to answer it. */
function workbench() {
  const sent: { readonly edit: PendingEdit<NotebookEdit>; readonly answer: (outcome: EditOutcome) => void }[] = [];
  const notices: string[] = [];
  const edits = new PendingEdits<NotebookEdit>(
    (edit) => new Promise((answer) => sent.push({ edit, answer })),
    (notice) => notices.push(notice),
    valuesReplacedBy,
  );
  const answer = async (outcome: EditOutcome) => {
    sent.at(-1)?.answer(outcome);
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { edits, sent, notices, answer };
}

describe("own edits", () => {
  it("go one at a time, each based on the one before it that replaced the same", async () => {
    const { edits, sent, answer } = workbench();
    edits.add(title("first"));
    edits.add(title("second"));
    edits.add({ id: "other", basedOn: 1, edit: { kind: "setRuntimeMode", runtimeMode: "batch" } });
    void edits.send();
    void edits.send();
    expect(sent.map(({ edit }) => edit.id)).toEqual(["first"]);
    await answer({ name: "stored", revision: 7 });
    expect(sent.at(-1)?.edit).toMatchObject({ id: "second", basedOn: 7 });
    await answer({ name: "stored", revision: 8 });
    expect(sent.at(-1)?.edit).toMatchObject({ id: "other", basedOn: 1 });
    await answer({ name: "stored", revision: 9 });
    expect(edits.list.peek()).toEqual([]);
  });

  it("of the delivery are based on the one before it", async () => {
    const { edits, sent, answer } = workbench();
    edits.add({ id: "first", basedOn: 1, edit: { kind: "setDelivery", delivery: "committed" } });
    edits.add({ id: "second", basedOn: 1, edit: { kind: "setDelivery", delivery: "live" } });
    void edits.send();
    await answer({ name: "stored", revision: 7 });
    expect(sent.at(-1)?.edit).toMatchObject({ id: "second", basedOn: 7 });
  });

  it("are gone and told of when they are refused, and the next one goes", async () => {
    const { edits, sent, notices, answer } = workbench();
    edits.add(title("first"));
    edits.add(title("second"));
    void edits.send();
    await answer({ name: "refused", message: "no" });
    expect(notices).toEqual(["no"]);
    expect(sent.at(-1)?.edit).toMatchObject({ id: "second", basedOn: 1 });
  });

  it("are sent again with the same id when the connection was lost", async () => {
    const { edits, sent, answer } = workbench();
    edits.add(title("first"));
    void edits.send();
    await answer({ name: "unknown" });
    expect(sent).toHaveLength(1);
    void edits.send();
    expect(sent.map(({ edit }) => edit.id)).toEqual(["first", "first"]);
  });
});

describe("an id", () => {
  it("is a random UUID", () => {
    const ids = Array.from({ length: 100 }, newId);
    expect(new Set(ids).size).toBe(100);
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });
});
