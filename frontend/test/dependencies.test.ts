import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const root = new URL("..", import.meta.url).pathname;
const copy = mkdtempSync(join(tmpdir(), "riffle-cruise-"));

interface Cruise {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { readonly rule: { readonly name: string } }[];
  };
}

function cruise(folder: string): Cruise["summary"] {
  const script = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  let output: string;
  try {
    output = execFileSync(process.execPath, [script, "src", "--config", ".dependency-cruiser.cjs", "-T", "json"], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 64 << 20,
    });
  } catch (error) {
    output = (error as { stdout: string }).stdout;
  }
  return (JSON.parse(output) as Cruise).summary;
}

describe("the folders depend on each other as they should", () => {
  afterAll(() => rmSync(copy, { recursive: true }));

  it("in this source", { timeout: 60_000 }, () => {
    const summary = cruise(root);
    expect(summary.totalCruised).toBeGreaterThan(40);
    expect(summary.violations.map((violation) => violation.rule.name)).toEqual([]);
  });

  it("and a planted violation is found", { timeout: 60_000 }, () => {
    for (const name of ["src", "tsconfig.json", ".dependency-cruiser.cjs", "package.json"]) {
      cpSync(join(root, name), join(copy, name), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    writeFileSync(
      join(copy, "src/wire/planted.ts"),
      'import { applyFrame } from "../store/view";\nimport { useState } from "react";\nexport const planted = [applyFrame, useState];\n',
    );
    writeFileSync(
      join(copy, "src/dashboard/planted.ts"),
      'import { NotebookPage } from "../notebook/NotebookPage";\nexport const planted = NotebookPage;\n',
    );
    const names = cruise(copy).violations.map((violation) => violation.rule.name);
    expect(names).toContain("wire-depends-only-on-nothing");
    expect(names).toContain("dashboard-depends-only-on-wire-store-table-chart-result-input-shell-history");
    expect(names).toContain("pure-files-import-no-ui-library");
  });
});
