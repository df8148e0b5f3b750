import { VisuallyHidden } from "@mantine/core";
import { useMemo } from "react";
import { type LineDifference, lineDifferences, type Part } from "./textLines";

interface TextDifferenceProps {
  readonly before: string;
  readonly after: string;
}

/** Two texts line by line, what was taken away and what came marked to the word. */
export function TextDifference({ before, after }: TextDifferenceProps) {
  const lines = useMemo(() => lineDifferences(before, after), [before, after]);
  if (lines.length === 0) {
    return null;
  }
  return (
    <div className="line-differences">
      {lines.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing else, and come all at once.
        <Line key={i} line={line} />
      ))}
    </div>
  );
}

const SIGNS = { same: " ", added: "+", removed: "−" } as const;
const WORDS = { same: "", added: "Added: ", removed: "Removed: " } as const;

function Line({ line }: { readonly line: LineDifference }) {
  if (line.kind === "skipped") {
    return <div className="line-difference skipped">{line.lines} lines are the same</div>;
  }
  return (
    <div className={`line-difference ${line.kind}`}>
      <span aria-hidden="true" className="line-sign">
        {SIGNS[line.kind]}
      </span>
      <span className="line-words">
        {WORDS[line.kind] && <VisuallyHidden component="span">{WORDS[line.kind]}</VisuallyHidden>}
        {line.parts.map((part, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have nothing else, and come all at once.
          <Stretch key={i} part={part} kind={line.kind} />
        ))}
        {line.parts.length === 0 && "\u200b"}
      </span>
    </div>
  );
}

function Stretch({ part, kind }: { readonly part: Part; readonly kind: "same" | "added" | "removed" }) {
  if (!part.marked) {
    return part.text;
  }
  return kind === "added" ? <ins>{part.text}</ins> : <del>{part.text}</del>;
}
