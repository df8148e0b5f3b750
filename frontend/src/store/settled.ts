import type { ReadonlySignal } from "@preact/signals-core";

/** Resolves with true once the signal's value is as wished; with false where it is not after so many milliseconds, if any. */
export function settled<T>(
  signal: ReadonlySignal<T>,
  wished: (value: T) => boolean,
  longestMillis: number | null,
): Promise<boolean> {
  return new Promise((resolve) => {
    let stop: (() => void) | undefined;
    const end = (result: boolean) => {
      clearTimeout(timer);
      // Not at once: the subscription below calls before it returns what stops it.
      queueMicrotask(() => stop?.());
      resolve(result);
    };
    const timer = longestMillis === null ? undefined : setTimeout(() => end(false), longestMillis);
    stop = signal.subscribe((value) => {
      if (wished(value)) {
        end(true);
      }
    });
  });
}

/**
 * Calls `go` after so many milliseconds, or later: once it is there.
 *
 * @returns what takes it back
 */
export function onceThere(there: ReadonlySignal<boolean>, millis: number, go: () => void): () => void {
  let stop: (() => void) | undefined;
  const timer = setTimeout(() => {
    let gone = false;
    stop = there.subscribe((value) => {
      if (value && !gone) {
        gone = true;
        go();
      }
    });
  }, millis);
  return () => {
    clearTimeout(timer);
    stop?.();
  };
}
