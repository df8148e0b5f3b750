import { describe, expect, it } from "vitest";
import { mergedWords } from "../src/dashboard/mergedWords";

const before = { title: null as string | null, description: "", content: { kind: "text", text: "a" } };

describe("fields that two people edit", () => {
  it("are those of both where they changed different ones", () => {
    const edited = { ...before, title: "Mine" };
    const now = { ...before, description: "Theirs", content: { kind: "text", text: "b" } };
    expect(mergedWords(before, edited, now)).toEqual({ ...now, title: "Mine" });
  });

  it("are no merge where both changed the same one", () => {
    expect(mergedWords(before, { ...before, title: "Mine" }, { ...before, title: "Theirs" })).toBeNull();
    expect(mergedWords(before, { ...before, title: "Same" }, { ...before, title: "Same" })?.title).toBe("Same");
  });

  it("are theirs where nothing was changed here", () => {
    const now = { ...before, title: "Theirs" };
    expect(mergedWords(before, before, now)).toEqual(now);
  });
});
