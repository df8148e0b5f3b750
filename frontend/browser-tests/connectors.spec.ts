import { Buffer } from "node:buffer";
import { expect, test } from "@playwright/test";
import { TestWorkbench } from "./workbench";

let workbench: TestWorkbench;

test.beforeAll(async () => {
  workbench = await TestWorkbench.start();
});

test.afterAll(async () => {
  await workbench?.remove();
});

test("connectors are listed with their options, and found by them", async ({ page }) => {
  await page.goto(workbench.address);
  await page.getByRole("button", { name: "Connectors" }).click();
  const factories = page.getByTestId("factory");
  await expect(factories.filter({ hasText: "upsert-kafka" })).toBeVisible();
  await page.getByLabel("Search connectors and options").fill("kafka startup");
  const kafka = factories.first();
  await expect(kafka.locator("code").first()).toHaveText("kafka");
  await kafka.getByRole("button", { expanded: false }).click();
  await expect(kafka.locator("pre")).toContainText("'connector' = 'kafka'");
  await expect(kafka.locator("[data-marked]", { hasText: "scan.startup.mode" })).toContainText("group-offsets");
  await page.getByLabel("Search connectors and options").fill("pulsar");
  await expect(page.getByText("Nothing here is called “pulsar”")).toBeVisible();
});

test("a file that is no jar is refused with the reason", async ({ page }) => {
  await page.goto(workbench.address);
  await page.getByRole("button", { name: "Connectors" }).click();
  await page
    .getByLabel("A connector's jar")
    .setInputFiles({ name: "broken.jar", mimeType: "application/java-archive", buffer: Buffer.from("not a jar") });
  await expect(page.getByRole("alert")).toContainText("This is no jar");
  await expect(page.getByText("broken.jar", { exact: true })).toHaveCount(0);
});

test("a sample over Kafka starts a broker of its own, and shows what goes through it", async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto(workbench.address);
  await page.getByRole("button", { name: /Fraud: patterns in a stream/ }).click();
  const dialog = page.getByRole("dialog", { name: "Start a Kafka broker?" });
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole("button", { name: /Fraud: patterns in a stream/ }).click();
  await dialog.getByRole("button", { name: "Start the broker" }).click();
  await expect(page).toHaveURL(/\/n\//, { timeout: 60_000 });
  await expect(page.getByTestId("cluster")).toHaveAttribute("data-state", "ready", { timeout: 60_000 });
  await page.getByRole("button", { name: "Run all" }).click();
  const kinds = page.locator('[data-testid="cell"][data-kind="sql"]', { hasText: "GROUP BY kind" });
  await kinds.scrollIntoViewIfNeeded();
  await expect(kinds.getByRole("row", { name: /card testing/ })).toBeVisible({ timeout: 120_000 });
  await expect(kinds.getByRole("row", { name: /impossible travel/ })).toBeVisible({ timeout: 60_000 });

  await page.goto(`${new URL(workbench.address).origin}/connectors`);
  const broker = page.getByTestId("broker");
  await expect(broker).toHaveAttribute("data-state", "running");
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(broker).toHaveAttribute("data-state", "off");
});
