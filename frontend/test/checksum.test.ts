import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { rowChecksum } from "../src/wire/checksum";
import type { Value } from "../src/wire/types";

type Example = { readonly id: number; readonly values: readonly Value[]; readonly checksum: number };

it("gives the checksums of the shared examples", () => {
  const file = new URL("../../docs/protocol/checksum-vectors.json", import.meta.url);
  const examples = JSON.parse(readFileSync(file, "utf8")) as readonly Example[];
  expect(examples.length).toBeGreaterThan(10);
  for (const example of examples) {
    expect(rowChecksum(example.id, example.values)).toBe(example.checksum);
  }
});
