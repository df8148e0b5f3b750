import { describe, expect, it } from "vitest";
import { shiftOf } from "../src/table/shift";

const rows = (...ids: number[]) => ids.map((id) => ({ id }));

describe("the row that one reads", () => {
  it("is found again where rows above it went or came", () => {
    expect(shiftOf(rows(3, 4, 5, 6), 5, 2)).toBe(0);
    expect(shiftOf(rows(5, 6, 7), 5, 2)).toBe(-2);
    expect(shiftOf(rows(1, 2, 3, 5), 5, 1)).toBe(2);
  });

  it("is the next one where it went itself", () => {
    expect(shiftOf(rows(6, 7, 8), 5, 2)).toBe(-2);
    expect(shiftOf(rows(1, 2), 5, 1)).toBe(1);
    expect(shiftOf(rows(), 5, 0)).toBe(0);
  });
});
