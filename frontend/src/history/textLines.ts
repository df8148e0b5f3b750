import { Chunk } from "@codemirror/merge";
import { Text } from "@codemirror/state";

/** A stretch of a line; `marked` where it is not the same on the other side. */
export interface Part {
  readonly text: string;
  readonly marked: boolean;
}

export type LineDifference =
  | { readonly kind: "same" | "added" | "removed"; readonly parts: readonly Part[] }
  /** Lines that are the same on both sides, and far from any that is not. */
  | { readonly kind: "skipped"; readonly lines: number };

const CONTEXT = 3;
const COMPARISON = { scanLimit: 2_000, timeout: 200 };

/** Two texts line by line, with the words that differ marked; empty where they are the same. */
export function lineDifferences(before: string, after: string): readonly LineDifference[] {
  if (before === after) {
    return [];
  }
  const [a, b] = [Text.of(before.split("\n")), Text.of(after.split("\n"))];
  if (before === "" || after === "") {
    return before === ""
      ? changedLines("added", b, 0, b.length + 1, [])
      : changedLines("removed", a, 0, a.length + 1, []);
  }
  const lines: LineDifference[] = [];
  let at = 0;
  const chunks = Chunk.build(a, b, COMPARISON);
  chunks.forEach((chunk, index) => {
    lines.push(...sameLines(a, at, chunk.fromA, index === 0, false));
    const removed = chunk.changes.map((change) => [chunk.fromA + change.fromA, chunk.fromA + change.toA] as const);
    const added = chunk.changes.map((change) => [chunk.fromB + change.fromB, chunk.fromB + change.toB] as const);
    lines.push(...changedLines("removed", a, chunk.fromA, chunk.toA, removed));
    lines.push(...changedLines("added", b, chunk.fromB, chunk.toB, added));
    at = chunk.toA;
  });
  lines.push(...sameLines(a, at, a.length + 1, chunks.length === 0, true));
  return lines;
}

/** The lines that begin in `[from, to)`. */
function linesBetween(text: Text, from: number, to: number) {
  const lines: { readonly from: number; readonly text: string }[] = [];
  for (let at = from; at < to && at <= text.length; ) {
    const line = text.lineAt(at);
    lines.push(line);
    at = line.to + 1;
  }
  return lines;
}

function sameLines(text: Text, from: number, to: number, first: boolean, last: boolean): readonly LineDifference[] {
  const lines = linesBetween(text, from, to).map(
    (line): LineDifference => ({ kind: "same", parts: line.text === "" ? [] : [{ text: line.text, marked: false }] }),
  );
  const head = first ? 0 : CONTEXT;
  const tail = last ? 0 : CONTEXT;
  const skipped = lines.length - head - tail;
  // A line says more than that one was left out.
  return skipped <= 1
    ? lines
    : [...lines.slice(0, head), { kind: "skipped", lines: skipped }, ...lines.slice(lines.length - tail)];
}

function changedLines(
  kind: "added" | "removed",
  text: Text,
  from: number,
  to: number,
  marks: readonly (readonly [number, number])[],
): readonly LineDifference[] {
  return linesBetween(text, from, to).map((line) => {
    const parts: Part[] = [];
    let at = 0;
    for (const [start, end] of marks) {
      const markFrom = Math.min(Math.max(start - line.from, at), line.text.length);
      const markTo = Math.min(Math.max(end - line.from, markFrom), line.text.length);
      if (markTo > markFrom) {
        parts.push({ text: line.text.slice(at, markFrom), marked: false });
        parts.push({ text: line.text.slice(markFrom, markTo), marked: true });
        at = markTo;
      }
    }
    parts.push({ text: line.text.slice(at), marked: false });
    return { kind, parts: parts.filter((part) => part.text !== "") };
  });
}
