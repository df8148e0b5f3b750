import { expect, test } from "@playwright/test";
import { ForeignCluster } from "./foreignCluster";
import { TestWorkbench } from "./workbench";

let cluster: ForeignCluster;
let workbench: TestWorkbench;

test.beforeAll(async () => {
  cluster = await ForeignCluster.start();
  workbench = await TestWorkbench.start("--cluster", cluster.address);
});

test.afterAll(async () => {
  await workbench?.remove();
  await cluster?.stop();
});

test("Shapes runs on a cluster that was there, and no job outlives a killed server", async ({ page }) => {
  await page.goto(workbench.address);
  await page.getByRole("button", { name: /Shapes/ }).click();
  await expect(page.getByTestId("cluster")).toHaveAttribute("data-state", "ready", { timeout: 60_000 });
  await page.getByRole("button", { name: "Run all" }).click();
  const byColour = page.locator('[data-testid="cell"][data-kind="sql"]', { hasText: "GROUP BY color;           --" });
  await expect(byColour.getByRole("row", { name: /^red/ })).toBeVisible({ timeout: 60_000 });
  const running = async () => (await cluster.jobs()).filter((job) => job.state === "RUNNING").length;
  await expect.poll(running).toBeGreaterThan(1);

  await workbench.stop("SIGKILL");
  await expect(page.getByText("Not connected to the server")).toBeVisible();
  await workbench.launch();
  await expect.poll(running, { timeout: 60_000 }).toBe(0);
  expect(cluster.isAlive).toBe(true);
  await expect(page.getByText("Not connected to the server")).toHaveCount(0, { timeout: 30_000 });
  await page.getByRole("button", { name: "Run all" }).click();
  // Rows alone may be those from before.
  await expect(byColour.locator('[data-testid="statement"][data-state="running"]')).toBeVisible({ timeout: 60_000 });
  await expect(byColour.getByRole("row", { name: /^red/ })).toBeVisible({ timeout: 60_000 });
});
