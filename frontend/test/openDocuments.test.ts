import { signal } from "@preact/signals-core";
import { beforeEach, describe, expect, it } from "vitest";
import { type OpenDocument, OpenDocuments } from "../src/store/openDocuments";

describe("open documents", () => {
  const make = (): OpenDocument => ({
    unsaved: signal(false),
    gone: signal(false),
    connected: () => undefined,
    disconnected: () => undefined,
    released: () => Promise.resolve(),
  });
  let closed: string[];
  let documents: OpenDocuments<OpenDocument>;

  beforeEach(() => {
    closed = [];
    documents = new OpenDocuments(
      make,
      () => true,
      (id) => closed.push(id),
    );
  });

  it("are closed when the last part of the page that shows them lets go, and not before", async () => {
    const page = documents.hold("a");
    const part = documents.hold("a");
    part();
    part();
    await Promise.resolve();
    expect(closed).toEqual([]);
    page();
    await Promise.resolve();
    expect(closed).toEqual(["a"]);
    expect(documents.get("a")).toBeUndefined();
  });

  it("stay open for whoever comes while they are being let go", async () => {
    const first = documents.open("a");
    documents.hold("a")();
    documents.hold("a");
    await Promise.resolve();
    expect(closed).toEqual([]);
    expect(documents.get("a")).toBe(first);
  });
});
