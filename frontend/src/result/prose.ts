import MarkdownIt from "markdown-it";

/** The value that stands for a name in prose, as text; null where there is none of that name. */
export type ValueOf = (name: string) => string | null;

const NO_VALUES: ValueOf = () => null;
const MOST_NAME = 1_000;

const renderer = new MarkdownIt({ html: false, linkify: true, breaks: false });

/**
 * `{{name}}` becomes a token of its own while Markdown is read, before any value is known: whatever a value is, it can be
 * neither Markdown nor HTML. In code and in addresses it means nothing.
 */
renderer.inline.ruler.push("live_value", (state, silent) => {
  if (!state.src.startsWith("{{", state.pos)) {
    return false;
  }
  const end = state.src.indexOf("}}", state.pos + 2);
  const written = end < 0 ? "" : state.src.slice(state.pos, end + 2);
  const name = written.slice(2, -2).trim();
  if (name === "" || name.length > MOST_NAME || /[{}\n]/.test(name)) {
    return false;
  }
  if (!silent) {
    const token = state.push("live_value", "", 0);
    token.content = name;
    token.markup = written;
  }
  state.pos = end + 2;
  return true;
});

renderer.renderer.rules.live_value = (tokens, i, _options, env) => {
  const token = tokens[i];
  const values = (env as { readonly values: ValueOf } | undefined)?.values ?? NO_VALUES;
  const value = values(token?.content ?? "");
  return value === null
    ? renderer.utils.escapeHtml(token?.markup ?? "")
    : `<span class="live-value">${renderer.utils.escapeHtml(value)}</span>`;
};

/** Prose as HTML, not sanitised yet. HTML in it is shown as text; a name without a value as it is written. */
export function renderProse(text: string, values: ValueOf = NO_VALUES): string {
  return renderer.render(text, { values });
}
