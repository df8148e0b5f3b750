import { signal } from "@preact/signals-core";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { onceThere } from "../src/store/settled";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("goes when the time has come and the place is there, whichever is later, and once", () => {
  const there = signal(false);
  const go = vi.fn();
  onceThere(there, 1_000, go);
  vi.advanceTimersByTime(5_000);
  expect(go).not.toHaveBeenCalled();
  there.value = true;
  expect(go).toHaveBeenCalledTimes(1);
  there.value = false;
  there.value = true;
  expect(go).toHaveBeenCalledTimes(1);

  onceThere(there, 1_000, go);
  vi.advanceTimersByTime(999);
  expect(go).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(go).toHaveBeenCalledTimes(2);
});

it("stays where it was taken back", () => {
  const there = signal(false);
  const go = vi.fn();
  const stay = onceThere(there, 1_000, go);
  vi.advanceTimersByTime(2_000);
  stay();
  there.value = true;
  expect(go).not.toHaveBeenCalled();
});
