import { describe, expect, test } from "vitest";
import { embeddingOf, frameCode } from "../src/shell/embedding";

describe("the address of what is embedded", () => {
  test("names the link, one tile and the colours", () => {
    expect(embeddingOf("/e/abc.DEF-1_2", "?tile=t-1&theme=dark")).toEqual({
      address: "abc.DEF-1_2",
      tile: "t-1",
      theme: "dark",
    });
    expect(embeddingOf("/e/abc.d", "")).toEqual({ address: "abc.d", tile: null, theme: null });
  });

  test("says nothing by what is none of that", () => {
    expect(embeddingOf("/e/abc.d", "?tile=<b>&theme=green")).toEqual({ address: "abc.d", tile: null, theme: null });
    for (const path of ["/s/abc.d", "/e/", "/e/a/b", "/e/a%20b", `/e/${"a".repeat(201)}`]) {
      expect(embeddingOf(path, "")).toBeNull();
    }
  });
});

test("the code to embed shows what was chosen, and its title is no code", () => {
  const frame = { origin: "https://riffle.example", address: "abc.d", width: 480, height: 320 };
  const code = frameCode({ ...frame, tile: "t-1", theme: "dark", title: `"Orders" <script> & more` });
  expect(code).toBe(
    '<iframe src="https://riffle.example/e/abc.d?tile=t-1&amp;theme=dark" ' +
      'title="&quot;Orders&quot; &lt;script&gt; &amp; more" width="480" height="320" style="border:0" loading="lazy"></iframe>',
  );
  const whole = frameCode({ ...frame, tile: null, theme: null, title: "Wall" });
  expect(whole).toContain('src="https://riffle.example/e/abc.d"');
});
