import { useEffect, useRef, useState } from "react";
import { sameValues } from "../store/inputRules";

/**
 * Shows a choice at once, and tells of it when no other has followed for a moment: each step of a slider would else start
 * queries that the next one ends.
 */
export function useLater(
  values: readonly string[],
  change: (values: readonly string[]) => void,
  millis: number,
): { readonly value: readonly string[]; readonly set: (values: readonly string[]) => void } {
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const latest = useRef({ values, change });
  latest.current = { values, change };
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const waiting = useRef<readonly string[] | null>(null);
  const tell = useRef(() => {
    clearTimeout(timer.current);
    const now = waiting.current;
    waiting.current = null;
    setChosen(null);
    if (now !== null && !sameValues(now, latest.current.values)) {
      latest.current.change(now);
    }
  });
  // A choice that was made a moment before the widget goes is meant, too.
  useEffect(() => () => tell.current(), []);
  return {
    value: chosen ?? values,
    set: (now) => {
      setChosen(now);
      waiting.current = now;
      clearTimeout(timer.current);
      timer.current = setTimeout(tell.current, millis);
    },
  };
}
