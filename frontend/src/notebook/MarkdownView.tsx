import DOMPurify from "dompurify";
import MarkdownIt from "markdown-it";
import { useMemo } from "react";

const renderer = new MarkdownIt({ html: false, linkify: true, breaks: false });

/** Prose, drawn. HTML in it is shown as text, and what is made of it is cleaned once more. */
export function MarkdownView({ text }: { readonly text: string }) {
  const html = useMemo(
    () =>
      DOMPurify.sanitize(renderer.render(text), { FORBID_TAGS: ["style", "form", "input"], FORBID_ATTR: ["style"] }),
    [text],
  );
  // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised above.
  return <div className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}
