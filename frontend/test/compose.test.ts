import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const root = new URL("..", import.meta.url).pathname;
const file = join(root, "../docker-compose.yml");
const folder = mkdtempSync(join(tmpdir(), "riffle-compose-"));

/** Matters of taste: images that are built here have names, and no versions. */
const DISABLED = ["no-build-and-image", "service-image-require-explicit-tag"];

function errorsOf(path: string): string {
  const script = join(root, "node_modules/dclint/bin/dclint.cjs");
  const disabled = DISABLED.flatMap((rule) => ["--disable-rule", rule]);
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, path, "--quiet", ...disabled], {
    encoding: "utf8",
  });
  return status === 0 ? "" : stdout + stderr;
}

describe("docker-compose.yml", () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is what the schema of Compose files says", { timeout: 60_000 }, () => {
    expect(errorsOf(file)).toBe("");
  });

  it("and a planted mistake is found", { timeout: 60_000 }, () => {
    const broken = join(folder, "docker-compose.yml");
    writeFileSync(broken, readFileSync(file, "utf8").replace("restart: unless-stopped", "restarts: unless-stopped"));
    expect(errorsOf(broken)).toContain("must NOT have additional properties");
  });
});
