import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { applyFrame } from "../src/store/view";
import { rowChecksum } from "../src/wire/checksum";
import { decodeServerMessage } from "../src/wire/decode";
import type { ClientMessage } from "../src/wire/messages";
import type { DeltaFrame, SnapshotFrame } from "../src/wire/types";

const folder = new URL("../../docs/protocol/", import.meta.url);

function files(side: "client" | "server"): readonly (readonly [string, string])[] {
  return readdirSync(new URL(`${side}/`, folder))
    .filter((name) => name.endsWith(".json"))
    .map((name) => [name, readFileSync(new URL(`${side}/${name}`, folder), "utf8")] as const);
}

describe("the examples in docs/protocol", () => {
  it("hold every server message, and each is read as it is", () => {
    expect(files("server").length).toBeGreaterThan(20);
    for (const [name, json] of files("server")) {
      expect(decodeServerMessage(json), name).toEqual(JSON.parse(json));
    }
  });

  it("name only messages that this side sends", () => {
    const known: readonly ClientMessage["type"][] = [
      "ping",
      "openNotebook",
      "closeNotebook",
      "edit",
      "text",
      "fetchText",
      "runCell",
      "stopCell",
      "runAll",
      "stopAll",
      "check",
      "watch",
      "openDashboard",
      "closeDashboard",
      "editDashboard",
      "runDashboard",
      "stopDashboard",
      "fetchInputOptions",
      "fetchDashboardInputOptions",
      "setDashboardInput",
      "unwatch",
      "whereabouts",
    ];
    const found = new Set(files("client").map(([, json]) => (JSON.parse(json) as ClientMessage).type));
    expect([...found].sort()).toEqual([...known].sort());
  });

  it("refuses what is no message", () => {
    const accepted = JSON.parse(readFileSync(new URL("server/accepted.json", folder), "utf8"));
    expect(() => decodeServerMessage(JSON.stringify({ ...accepted, extra: 1 }))).toThrow("no such field");
    expect(() => decodeServerMessage(JSON.stringify({ type: "accepted" }))).toThrow("a value expected");
    expect(() => decodeServerMessage(JSON.stringify({ ...accepted, request: "1" }))).toThrow("a number expected");
    expect(() => decodeServerMessage('{"type":"toString"}')).toThrow("one of");
  });

  it("have a snapshot and a delta whose checksums this side computes alike", () => {
    const message = decodeServerMessage(readFileSync(new URL("server/frames.json", folder), "utf8"));
    const [snapshot, delta] = (message.type === "frames" ? message.frames : []) as [SnapshotFrame, DeltaFrame];
    const first = applyFrame(null, snapshot);
    expect(first?.rows.length).toBe(3);
    const second = applyFrame(first, delta);
    expect(second?.rows.map((row) => row.id)).toEqual([1, 2, 6, 7]);
    expect(second?.rows[1]?.touched).toEqual([1, 2]);
    expect(applyFrame(first, { ...delta, checksum: delta.checksum ^ 1 })).toBeNull();
    expect(applyFrame(null, delta)).toBeNull();
  });
});

describe("the checksum of a row", () => {
  it("tells values of different kinds apart", () => {
    const values = [null, false, true, 0, -0, 1, "1", "", [], [1], [[1]], "NaN"] as const;
    const sums = values.map((value) => rowChecksum(1, [value]));
    expect(new Set(sums).size).toBe(values.length);
    expect(rowChecksum(2 ** 40, ["a"])).not.toBe(rowChecksum(0, ["a"]));
  });
});
