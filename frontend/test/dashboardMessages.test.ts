import { describe, expect, it } from "vitest";
import { decodeServerMessage } from "../src/wire/decode";
import { dashboardInput } from "./inputsOf";
import { dashboardOf, tileAt } from "./tiles";

const source = {
  notebook: "n",
  cell: "c",
  notebookTitle: "Shapes",
  kind: "chart",
  chart: {
    source: "s",
    statement: null,
    type: "bar",
    x: "color",
    y: ["n"],
    series: null,
    title: "By colour",
    stacked: false,
    horizontal: false,
  },
  text: null,
  run: null,
  restart: {
    at: "2026-05-04T10:22:15Z",
    attempt: 2,
    problem: { code: "JOB_FAILED", message: "the TaskManager was lost", range: null, hint: null, detail: null },
  },
  inputs: ["colour"],
};
const cellTile = {
  ...tileAt("t", { x: 0, y: 0, width: 6, height: 7 }),
  content: { kind: "cell", notebook: "n", cell: "c" },
};
const textTile = tileAt("u", { x: 6, y: 0, width: 6, height: 3 });
const document = { ...dashboardOf([]), tiles: [cellTile, textTile] };

describe("a message about a dashboard", () => {
  it("is read as it is", () => {
    const messages = [
      {
        type: "dashboard",
        dashboard: document,
        sources: [source, { ...source, kind: "gone", chart: null, restart: null }],
        inputs: [dashboardInput("i", { scope: "own" })],
        role: "owner",
      },
      { type: "dashboardInputs", dashboard: "d", inputs: [] },
      { type: "dashboardEdited", dashboard: "d", editId: "e", document },
      { type: "tileSource", dashboard: "d", source },
      { type: "dashboardGone", dashboard: "d" },
    ];
    for (const message of messages) {
      expect(decodeServerMessage(JSON.stringify(message))).toEqual(message);
    }
  });

  it("is refused where it is none", () => {
    const broken = (tile: object) =>
      JSON.stringify({
        type: "dashboardEdited",
        dashboard: "d",
        editId: "e",
        document: { ...document, tiles: [tile] },
      });
    expect(() => decodeServerMessage(broken({ ...textTile, x: "0" }))).toThrow(
      "document.tiles[0].x: a number expected",
    );
    expect(() => decodeServerMessage(broken({ ...textTile, content: { kind: "image" } }))).toThrow("one of cell, text");
    expect(() => decodeServerMessage(broken({ ...textTile, colour: 1 }))).toThrow("no such field");
  });
});
