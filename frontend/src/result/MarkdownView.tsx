import DOMPurify from "dompurify";
import { useMemo } from "react";
import { renderProse, type ValueOf } from "./prose";

interface MarkdownViewProps {
  readonly text: string;
  /** What `{{name}}` stands for; where it is left out, such names are shown as they are written. */
  readonly valueOf?: ValueOf;
}

/** Prose, drawn. HTML in it is shown as text, and what is made of it is cleaned once more. */
export function MarkdownView({ text, valueOf }: MarkdownViewProps) {
  const html = useMemo(
    () =>
      DOMPurify.sanitize(renderProse(text, valueOf), {
        FORBID_TAGS: ["style", "form", "input"],
        FORBID_ATTR: ["style"],
      }),
    [text, valueOf],
  );
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised above.
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
