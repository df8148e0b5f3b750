import { useRef, useState } from "react";
import { sameValues } from "../store/inputRules";
import type { Input } from "../wire/input";
import { fieldText, readText } from "./text";

/** A field that is being written in. */
export interface Written {
  /** What stands in it: what is written, or else the value. */
  readonly text: string;
  /** Why what is written can't be the value; null while it is being written. */
  readonly problem: string | null;
  write(text: string): void;
  /** Makes what is written the value. @param unreadable whether the browser could make nothing of it */
  commit(unreadable: boolean): void;
  /** Forgets what is written; false where nothing is. */
  revert(): boolean;
}

/** Keeps what is written in a field until it is done: only then it is a value, and only a new one is told. */
export function useWritten(
  input: Input,
  values: readonly string[],
  change: (values: readonly string[]) => void,
): Written {
  const [written, setWritten] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  /** The field is left right after Enter or Escape: what follows must see what they did. */
  const latest = useRef<string | null>(null);
  const become = (text: string | null, why: string | null) => {
    latest.current = text;
    setWritten(text);
    setProblem(why);
  };
  return {
    text: written ?? fieldText(input.type, values),
    problem,
    write: (text) => become(text, null),
    commit: (unreadable) => {
      const text = latest.current;
      if (text === null && !unreadable) {
        return;
      }
      const read = readText(input, unreadable ? "?" : (text ?? ""));
      if (read.values === null) {
        become(text, read.problem);
        return;
      }
      become(null, null);
      if (!sameValues(read.values, values)) {
        change(read.values);
      }
    },
    revert: () => {
      const was = latest.current !== null;
      become(null, null);
      return was;
    },
  };
}
