import { useEffect, useRef, useState } from "react";
import type { OfferedValues } from "../store/notebookInputs";
import type { Input } from "../wire/input";

/** What there is to choose from. */
export interface Offered {
  readonly values: readonly string[];
  /** There are more than these. */
  readonly more: boolean;
  readonly asking: boolean;
  /** Why there is nothing to choose from. */
  readonly problem: string | null;
  /** Asks again: a query's result may have others by now. */
  refresh(): void;
}

interface Known extends OfferedValues {
  readonly asking: boolean;
  readonly problem: string | null;
}

const NOTHING: Known = { values: [], more: false, asking: false, problem: null };

/**
 * The values that an input offers, with those that it has: a list as it is, a query's when they are asked for.
 *
 * @param atOnce whether to ask as soon as the widget is there, since it shows all of them
 */
export function useOffered(
  input: Input,
  chosen: readonly string[],
  offer: () => Promise<OfferedValues>,
  atOnce: boolean,
): Offered {
  const [known, setKnown] = useState<Known>(NOTHING);
  const latest = useRef(offer);
  latest.current = offer;
  const asked = useRef(0);
  const { options } = input;
  const source = options?.kind === "query" ? `${options.cell} ${options.column}` : null;
  const refresh = useRef(() => {
    const number = ++asked.current;
    setKnown((before) => ({ ...before, asking: true }));
    latest.current().then(
      (answer) => asked.current === number && setKnown({ ...answer, asking: false, problem: null }),
      (error) =>
        asked.current === number &&
        setKnown({ ...NOTHING, problem: error instanceof Error ? error.message : String(error) }),
    );
  });
  useEffect(() => {
    asked.current++;
    setKnown(NOTHING);
    if (atOnce && source !== null) {
      refresh.current();
    }
    return () => {
      asked.current++;
    };
  }, [source, atOnce]);
  const offered = options?.kind === "list" ? options.values : known.values;
  return {
    values: [...offered, ...chosen.filter((value) => !offered.includes(value))],
    more: known.more,
    asking: known.asking,
    problem: known.problem,
    refresh: () => {
      if (source !== null) {
        refresh.current();
      }
    },
  };
}
