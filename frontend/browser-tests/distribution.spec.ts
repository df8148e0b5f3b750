import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { listing, makePath, makeRuntime, remove, unpackDistribution } from "./distribution";
import { TestWorkbench } from "./workbench";

let folder: string;
let home: string;
let runtime: string;
let path: string;

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "riffle distribution "));
  home = unpackDistribution(folder);
  runtime = makeRuntime(folder);
  path = makePath(folder);
  execFileSync("chmod", ["-R", "a-w", home]);
});

test.afterAll(() => {
  if (folder) {
    remove(folder);
  }
});

test("the unpacked archive runs Shapes on a Java runtime alone, and writes nothing into its folder", async ({
  page,
}) => {
  const before = listing(home);
  const command = join(folder, "riffle");
  symlinkSync(join(home, "bin/riffle"), command);
  const workbench = await TestWorkbench.startBy({ command, environment: { PATH: path, JAVA_HOME: runtime } });
  try {
    await page.goto(workbench.address);
    await page.getByRole("button", { name: /Shapes/ }).click();
    await page.getByRole("button", { name: "Run all" }).click();
    const byColour = page.locator('[data-testid="cell"][data-kind="sql"]', { hasText: "GROUP BY color;           --" });
    await expect(byColour.getByRole("row", { name: /^red/ })).toBeVisible({ timeout: 90_000 });
    await expect(byColour.getByTestId("row-count")).toHaveText("4 rows");
  } finally {
    await workbench.remove();
  }
  expect(listing(home)).toEqual(before);
});

test("the script says which Java it needs", () => {
  const start = (environment: NodeJS.ProcessEnv) =>
    spawnSync(join(home, "bin/riffle"), ["--help"], { env: environment, encoding: "utf8" });
  const without = start({ PATH: path });
  expect(without.status).toBe(2);
  expect(without.stderr).toContain("no Java was found");

  const java = join(path, "java");
  writeFileSync(java, `#!/bin/sh\necho 'openjdk version "11.0.2" 2019-01-15' >&2\n`, { mode: 0o755 });
  const old = start({ PATH: path });
  expect(old.status).toBe(2);
  expect(old.stderr).toContain(`${java} is Java 11, and 17 is needed`);
});

test("the service starts the script where the words say that it is, and may write nowhere but its data", () => {
  const service = readFileSync(join(home, "riffle.service"), "utf8").split("\n");
  for (const line of [
    "ExecStart=/opt/riffle/bin/riffle",
    "StateDirectory=riffle",
    "Environment=RIFFLE_DATA=/var/lib/riffle",
    "NoNewPrivileges=yes",
    "ProtectSystem=strict",
    "Restart=on-failure",
  ]) {
    expect(service).toContain(line);
  }
});
