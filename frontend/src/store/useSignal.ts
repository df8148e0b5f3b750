import type { ReadonlySignal } from "@preact/signals-core";
import { useCallback, useSyncExternalStore } from "react";

/**
 * The signal's value; the component is drawn again when it changes.
 *
 * @param live while false, changes draw nothing; the newest value comes with whatever draws next
 */
export function useSignal<T>(signal: ReadonlySignal<T>, live = true): T {
  const subscribe = useCallback(
    (changed: () => void) => (live ? signal.subscribe(changed) : () => undefined),
    [signal, live],
  );
  return useSyncExternalStore(subscribe, () => signal.peek());
}
