import { expect, test } from "@playwright/test";
import { TestWorkbench } from "./workbench";

let workbench: TestWorkbench;

test.beforeAll(async () => {
  workbench = await TestWorkbench.start();
});

test.afterAll(async () => {
  await workbench?.remove();
});

const VALUE = "it's Zx81qW";
const REFERENCE = ["$", "{secret.pass}"].join("");

test("a secret is written, named in SQL, replaced and deleted, and never shown", async ({ page }) => {
  let heard = "";
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => (heard += payload.toString())));
  page.on("response", async (response) => {
    if (response.url().includes("/api/")) {
      heard += await response.text().catch(() => "");
    }
  });

  await page.goto(workbench.address);
  await page.getByRole("button", { name: "Secrets" }).click();
  const dialog = page.getByRole("dialog", { name: "Secrets" });
  await expect(dialog.getByText("No secrets yet.")).toBeVisible();
  await dialog.getByLabel("Name").fill("pass");
  await dialog.getByLabel("Value").fill("abc");
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog.getByText("At least 4 characters")).toBeVisible();
  await expect(dialog.getByLabel("Value")).toHaveAttribute("type", "password");
  await dialog.getByLabel("Value").fill("the first value");
  await dialog.getByLabel("Value").press("Enter");
  await expect(dialog.getByText(REFERENCE, { exact: true })).toBeVisible();
  await expect(dialog.getByLabel("Value")).toHaveValue("");
  await dialog.getByRole("button", { name: "Replace pass" }).click();
  await expect(dialog.getByLabel("New value")).toBeFocused();
  await page.keyboard.insertText(VALUE);
  await dialog.getByRole("button", { name: "Replace", exact: true }).click();
  await expect(dialog.getByLabel("Value")).toHaveValue("");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "New notebook" }).click();
  const editor = page.locator(".cm-content");
  await editor.click();
  await page.keyboard.insertText("CREATE TABLE t (n INT) WITH ('connector' = 'nope', 'url' = ''");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("${");
  await page.getByRole("option", { name: REFERENCE }).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.insertText("); SHOW CREATE TABLE t");
  await expect(editor).toHaveText(
    `CREATE TABLE t (n INT) WITH ('connector' = 'nope', 'url' = '${REFERENCE}'); SHOW CREATE TABLE t`,
  );
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.getByTestId("statement").getByText(`'url' = '${REFERENCE}'`)).toBeVisible({ timeout: 90_000 });

  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByPlaceholder("What to do?")).toBeFocused();
  await page.keyboard.insertText("Secrets");
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Delete pass" }).click();
  await expect(dialog.getByText("Delete pass?")).toBeVisible();
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(dialog.getByText("No secrets yet.")).toBeVisible();
  expect(heard).toContain(REFERENCE);
  expect(heard).not.toContain("Zx81qW");
  expect(heard).not.toContain("the first value");
});
