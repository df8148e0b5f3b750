import DOMPurify from "dompurify";
import { useMemo } from "react";
import { renderProse, type ValueOf } from "./prose";

interface MarkdownViewProps {
  readonly text: string;
  /** What `{{name}}` stands for; where it is left out, such names are shown as they are written. */
  readonly values?: ValueOf;
}

/** Prose, drawn. HTML in it is shown as text, and what is made of it is cleaned once more. */
export function MarkdownView({ text, values }: MarkdownViewProps) {
  const html = useMemo(
    () =>
      DOMPurify.sanitize(renderProse(text, values), {
        FORBID_TAGS: ["style", "form", "input"],
        FORBID_ATTR: ["style"],
      }),
    [text, values],
  );
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised above.
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
