import { expect, type Locator, type Page, test } from "@playwright/test";
import { TestWorkbench } from "./workbench";

let workbench: TestWorkbench;

test.beforeAll(async () => {
  workbench = await TestWorkbench.start();
});

test.afterAll(async () => {
  await workbench?.remove();
});

async function count(locator: Locator): Promise<number> {
  return Number(((await locator.textContent()) ?? "").replaceAll(",", ""));
}

const sqlCell = (page: Page, text: string) => page.locator('[data-testid="cell"][data-kind="sql"]', { hasText: text });

test("Shapes runs, is changed, survives a reload and a restart of the server, and runs again", async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(workbench.address);
  await expect(page).toHaveURL(/\/$/);
  await page.getByRole("button", { name: /Shapes/ }).click();
  await expect(page.getByRole("heading", { name: "Shapes: a stream you can see" })).toBeVisible();
  await page.getByRole("button", { name: "Run all" }).click();

  const byColour = sqlCell(page, "GROUP BY color;           --");
  await expect(byColour.locator('[data-testid="statement"][data-state="running"]')).toBeVisible({ timeout: 60_000 });
  const red = byColour.getByRole("row", { name: /^red/ }).getByRole("cell").nth(1);
  await expect(red).toBeVisible();
  // What is far from the screen stands still.
  await red.scrollIntoViewIfNeeded();
  const before = await count(red);
  await expect.poll(() => count(red)).toBeGreaterThan(before + 20);
  await expect(byColour.getByTestId("row-count")).toHaveText("4 rows");

  const bars = page.getByRole("img", { name: "bar chart Shapes by colour" });
  await bars.scrollIntoViewIfNeeded();
  const drawn = await bars.screenshot();
  await expect.poll(async () => (await bars.screenshot()).equals(drawn)).toBe(false);
  const big = page.locator(".big-number-value");
  const total = await count(big);
  await expect.poll(() => count(big)).toBeGreaterThan(total);

  // The filter is changed, and the cell run again with the keyboard: another colour is left out.
  await byColour.locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText("SELECT color, COUNT(*) AS n FROM events WHERE color <> 'red' GROUP BY color;");
  await page.keyboard.press("ControlOrMeta+Enter");
  const changed = sqlCell(page, "<> 'red'");
  await expect(changed.getByRole("row", { name: /^orange/ })).toBeVisible({ timeout: 60_000 });
  await expect(changed.getByRole("row", { name: /^red/ })).toHaveCount(0);
  await expect(page.getByTestId("saved")).toHaveAttribute("data-state", "saved");

  // A reload loses nothing, and the query goes on.
  const url = page.url();
  await page.reload();
  const orange = changed
    .getByRole("row", { name: /^orange/ })
    .getByRole("cell")
    .nth(1);
  await expect(orange).toBeVisible();
  await orange.scrollIntoViewIfNeeded();
  const counted = await count(orange);
  await expect.poll(() => count(orange)).toBeGreaterThan(counted);

  // The server ends and comes back: the page notices both by itself.
  await workbench.stop();
  await expect(page.getByText("Not connected to the server")).toBeVisible();
  await workbench.launch();
  await expect(page.getByText("Not connected to the server")).toHaveCount(0, { timeout: 30_000 });
  await expect(page).toHaveURL(url);
  await expect(changed.locator(".cm-content")).toContainText("<> 'red'");
  await expect(page.getByTestId("cluster")).toHaveAttribute("data-state", "ready", { timeout: 60_000 });
  // Runs of the server before are gone with it: what is seen from here on is of this one.
  await expect(changed.locator('[data-testid="statement"]')).toHaveCount(0);
  await page.getByRole("button", { name: "Run all" }).click();
  await expect(changed.locator('[data-testid="statement"][data-state="running"]')).toBeVisible({ timeout: 60_000 });
  await expect(changed.getByRole("row", { name: /^orange/ })).toBeVisible({ timeout: 60_000 });

  await page.getByRole("button", { name: "Stop all" }).click();
  await expect(changed.locator('[data-testid="statement"]')).toHaveAttribute("data-state", "stopped");
  await expect(changed.getByRole("row", { name: /^orange/ })).toBeVisible();
  expect(errors).toEqual([]);
});

test("two tabs typing in one cell both keep their words", async ({ page, context }) => {
  await page.goto(workbench.address);
  await page.getByRole("button", { name: "New notebook" }).click();
  const editor = page.locator(".cm-content");
  await editor.click();
  await page.keyboard.insertText("SELECT 1;");
  await expect(page.getByTestId("saved")).toHaveAttribute("data-state", "saved");
  const other = await context.newPage();
  await other.goto(page.url());
  const otherEditor = other.locator(".cm-content");
  await expect(otherEditor).toContainText("SELECT 1;");
  await otherEditor.click();
  await other.keyboard.press("ControlOrMeta+Home");
  await editor.click();
  await page.keyboard.press("ControlOrMeta+End");
  await Promise.all([
    page.keyboard.type(" -- from one", { delay: 15 }),
    other.keyboard.type("/* from two */ ", { delay: 15 }),
  ]);
  const both = "/* from two */ SELECT 1; -- from one";
  await expect(editor).toHaveText(both);
  await expect(otherEditor).toHaveText(both);
  await page.reload();
  await expect(editor).toHaveText(both);
  await other.close();
});

test("the keyboard does what the help says, and errors show where they are", async ({ page }) => {
  await page.goto(workbench.address);
  await page.getByRole("button", { name: "New notebook" }).click();
  const cells = page.getByTestId("cell");
  await expect(cells).toHaveCount(1);
  await page.locator(".cm-content").click();
  await page.keyboard.insertText("SELECT 1 AS a;\nSELECT nothing FROM nowhere");
  await page.keyboard.press("Shift+Enter");
  await expect(cells).toHaveCount(2);
  const problem = cells.first().getByRole("alert");
  await expect(problem).toContainText("TABLE_NOT_FOUND", { timeout: 60_000 });
  await expect(problem).toContainText("line 2, column 21");
  await expect(cells.first().locator(".cm-lintRange-error")).toHaveText("nowhere");
  await page.keyboard.press("Escape");
  await page.keyboard.press("m");
  await expect(cells.nth(1)).toHaveAttribute("data-kind", "markdown");
  await page.keyboard.press("Enter");
  await expect(cells.nth(1).locator(".cm-content")).toBeFocused();
  await page.keyboard.insertText("# Title\n<img src=x onerror=alert(1)>");
  await page.keyboard.press("Shift+Enter");
  await expect(page.getByRole("heading", { name: "Title" })).toBeVisible();
  await expect(page.locator(".prose img")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(cells).toHaveCount(3);
  await page.keyboard.press("a");
  await expect(cells).toHaveCount(4);
  await page.keyboard.press("d");
  await page.keyboard.press("d");
  await expect(cells).toHaveCount(3);
  await page.keyboard.press("z");
  await expect(cells).toHaveCount(4);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
});
