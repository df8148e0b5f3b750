import { ChangeSet } from "@codemirror/state";
import { beforeEach, describe, expect, it } from "vitest";
import { OpenNotebook } from "../src/store/openNotebook";
import type { NotebookDocument } from "../src/wire/types";

const document: NotebookDocument = {
  id: "n",
  title: "Runs",
  runtimeMode: "streaming",
  delivery: "live",
  revision: 1,
  createdAt: "2026-05-04T10:00:00Z",
  updatedAt: "2026-05-04T10:00:00Z",
  cells: [{ id: "a", kind: "sql", collapsed: false, text: "SELECT 1", textVersion: 0 }],
};

/** Lets all that is ready to happen happen. */
const settle = () => new Promise((resolve) => setTimeout(resolve));

describe("what is to run and to stop", () => {
  let sent: string[];
  let edits: string[];
  let answerOpening: () => void;
  let notebook: OpenNotebook;

  beforeEach(() => {
    sent = [];
    edits = [];
    notebook = new OpenNotebook(
      "n",
      {
        send: () => undefined,
        request: (message) => {
          sent.push(message.type);
          if (message.type === "edit") {
            edits.push(message.editId);
            return new Promise(() => undefined);
          }
          return new Promise((resolve) => {
            const accept = () => resolve({ type: "accepted", request: 1, revision: null });
            if (message.type === "openNotebook") {
              answerOpening = accept;
            } else {
              accept();
            }
          });
        },
      },
      () => undefined,
    );
    notebook.connected();
  });

  const reopened = async () => {
    notebook.opened(document, [], null, "owner");
    answerOpening();
    await settle();
  };

  it("goes out when the notebook is open again", async () => {
    notebook.runAll();
    await settle();
    expect(sent).toEqual(["openNotebook"]);
    await reopened();
    expect(sent).toEqual(["openNotebook", "runAll"]);
  });

  it("does not run after it was stopped, while the notebook is being opened again", async () => {
    notebook.runAll();
    notebook.runCell("a");
    notebook.stopAll();
    await reopened();
    expect(sent).toEqual(["openNotebook", "stopAll"]);
    notebook.runCell("a");
    await settle();
    expect(sent).toEqual(["openNotebook", "stopAll", "runCell"]);
  });

  it("keeps a cell stopped, whatever all cells wait for", async () => {
    notebook.runCell("a");
    notebook.runAll();
    notebook.stopCell("a");
    notebook.stopCell("b");
    await reopened();
    expect(sent).toEqual(["openNotebook", "runAll", "stopCell", "stopCell"]);
    notebook.stopCell("a");
    expect(sent.at(-1)).toBe("stopCell");
    expect(sent).toHaveLength(5);
  });

  it("waits for words in a cell that was only just inserted", async () => {
    await reopened();
    const saved: boolean[] = [];
    const cell = { id: "b", kind: "sql", collapsed: false, text: "", textVersion: 0 } as const;
    const edit = { kind: "insertCell", cell, after: "a" } as const;
    notebook.edit(edit);
    const editId = edits.at(-1) ?? "";
    notebook.textOf(cell).typed(ChangeSet.of({ from: 0, insert: "SELECT 2" }, 0));
    const stop = notebook.unsaved.subscribe((unsaved) => saved.push(!unsaved));
    notebook.receive({ type: "edited", notebook: "n", revision: 2, editId, edit });
    stop();
    expect(saved).toEqual([false]);
    expect(notebook.document.peek()?.cells[1]).toMatchObject({ id: "b", text: "SELECT 2" });
  });
});
