import { defineConfig } from "vitest/config";

export default defineConfig({
  // One copy of CodeMirror's state for the source and for its own packages: Node would load a second one for these.
  test: { server: { deps: { inline: [/@codemirror/, /@lezer/] } } },
});
