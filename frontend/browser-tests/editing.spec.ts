import { expect, type Page, test } from "@playwright/test";
import { TestWorkbench } from "./workbench";

let workbench: TestWorkbench;

test.beforeAll(async () => {
  workbench = await TestWorkbench.start();
});

test.afterAll(async () => {
  await workbench?.remove();
});

const cells = (page: Page) => page.getByTestId("cell");
const editors = (page: Page) => page.locator(".cm-content");
const saved = (page: Page) => expect(page.getByTestId("saved")).toHaveAttribute("data-state", "saved");

async function openNew(page: Page): Promise<void> {
  await page.goto(workbench.address);
  await page.getByRole("button", { name: "New notebook" }).click();
  await expect(cells(page)).toHaveCount(1);
}

async function home(page: Page): Promise<void> {
  await page.locator("a.logo").click();
  await expect(page.getByRole("heading", { name: "Notebooks" })).toBeVisible();
}

test("what was typed last is there after going home and back at once", async ({ page }) => {
  await openNew(page);
  await editors(page).click();
  await page.keyboard.insertText("SELECT 'last words';");
  await page.keyboard.press("Escape");
  await home(page);
  await page.goBack();
  await expect(editors(page)).toHaveText("SELECT 'last words';");
  await saved(page);
  await page.reload();
  await expect(editors(page)).toHaveText("SELECT 'last words';");
});

test("what is typed while the server is away is kept, in the page and when it is back", async ({ page }) => {
  await openNew(page);
  await page.getByRole("button", { name: "Markdown", exact: true }).click();
  await expect(cells(page).nth(1).locator(".cm-content")).toBeFocused();
  await page.keyboard.insertText("# Before");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "Before" })).toBeVisible();
  await saved(page);
  await workbench.stop("SIGKILL");
  await expect(page.getByText("Not connected to the server")).toBeVisible();

  await page.keyboard.press("Enter");
  await expect(cells(page).nth(1).locator(".cm-content")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText("# Typed while away");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "Typed while away" })).toBeVisible();
  await page.keyboard.press("b");
  await expect(cells(page)).toHaveCount(3);
  await page.keyboard.press("Enter");
  await expect(cells(page).nth(2).locator(".cm-content")).toBeFocused();
  await page.keyboard.insertText("SELECT 'new cell';");
  await page.keyboard.press("Escape");
  const asked = new Promise<string>((resolve) =>
    page.once("dialog", async (dialog) => {
      resolve(dialog.type());
      await dialog.dismiss();
    }),
  );
  await page.close({ runBeforeUnload: true });
  expect(await asked).toBe("beforeunload");

  await workbench.launch();
  await expect(page.getByText("Not connected to the server")).toHaveCount(0, { timeout: 30_000 });
  await saved(page);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Typed while away" })).toBeVisible();
  await expect(cells(page)).toHaveCount(3);
  await expect(editors(page).last()).toHaveText("SELECT 'new cell';");
});

test("two tabs typing in one cell keep every word, though one of them is offline for a while", async ({
  page,
  browser,
}) => {
  await openNew(page);
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(workbench.address);
  await other.goto(page.url());
  await editors(page).click();
  await page.keyboard.insertText("middle");
  await expect(editors(other)).toHaveText("middle");
  await editors(other).click();
  await other.keyboard.press("ControlOrMeta+Home");
  await context.setOffline(true);
  await Promise.all([
    page.keyboard.type(" one two three", { delay: 20 }),
    other.keyboard.type("alpha beta gamma ", { delay: 20 }),
  ]);
  await context.setOffline(false);
  const both = "alpha beta gamma middle one two three";
  await expect(editors(page)).toHaveText(both);
  await expect(editors(other)).toHaveText(both);
  await context.close();
});

test("Enter presses the button that has the focus, and the arrows go on typing in the next cell", async ({ page }) => {
  await openNew(page);
  await editors(page).click();
  await page.keyboard.insertText("SELECT 1;");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.type("-- first ");
  await expect(editors(page)).toContainText("-- first");
  await page.keyboard.press("Escape");
  const add = page.getByRole("button", { name: "Markdown", exact: true });
  await add.focus();
  await page.keyboard.press("Enter");
  await expect(cells(page)).toHaveCount(2);
  const prose = cells(page).nth(1).locator(".cm-content");
  await expect(prose).toBeFocused();
  // One paragraph over several lines on the screen: down goes through it, and at the end of it nowhere.
  await page.keyboard.insertText("many words ".repeat(40));
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.type("a");
  await expect(prose).toHaveText(/^amany words/);
  await page.keyboard.press("ArrowUp");
  await expect(cells(page).first().locator(".cm-content")).toBeFocused();
  await page.keyboard.type("b");
  await expect(cells(page)).toHaveCount(2);
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.press("ArrowDown");
  await expect(prose).toBeFocused();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.type("d");
  await expect(prose).toHaveText(/d$/);

  // The focus elsewhere ends the editing; the palette opens from within a text.
  await page.getByLabel("Title").click();
  await expect(page.locator("[data-editing]")).toHaveCount(0);
  await cells(page).first().locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByPlaceholder("What to do?")).toBeFocused();
});

test("edits that follow each other at once are all taken", async ({ page }) => {
  await openNew(page);
  await page.getByText("Batch", { exact: true }).click();
  await page.getByText("Streaming", { exact: true }).click();
  await page.getByText("Batch", { exact: true }).click();
  await saved(page);
  await expect(page.getByRole("radio", { name: "Batch" })).toBeChecked();
  await expect(page.getByText("Somebody else changed this")).toHaveCount(0);
});

test("a text that is too long is refused, and typing goes on", async ({ page }) => {
  await openNew(page);
  await editors(page).click();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "x".repeat(250_000));
    document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  });
  await expect(page.getByText("A cell holds at most")).toBeVisible();
  await page.keyboard.type("SELECT 2");
  await expect(editors(page)).toHaveText("SELECT 2");
  await saved(page);
});

test("two people see each other come, where each of them is and writes, and go", async ({ page, browser }) => {
  await openNew(page);
  await expect(page.getByTestId("people")).toHaveCount(0);
  await editors(page).click();
  await page.keyboard.insertText("SELECT 1;");
  await saved(page);
  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(workbench.address);
  await other.goto(page.url());
  await expect(page.getByRole("button", { name: "1 other person is here" })).toBeVisible();
  await expect(other.getByRole("button", { name: "1 other person is here" })).toBeVisible();
  await expect(other.getByTestId("people-in-cell")).toBeVisible();
  const seen = other.getByTestId("other-caret");
  await expect(seen).toHaveAttribute("data-name", "Guest");
  await expect(seen).toHaveCount(1);

  // What the other one types before the caret takes it along; what is selected is shown.
  const before = async () =>
    seen.evaluate((caret) => {
      const range = document.createRange();
      range.setStart(caret.closest(".cm-content") ?? caret, 0);
      range.setEndBefore(caret);
      return range.toString();
    });
  await expect.poll(before).toBe("SELECT 1;");
  await editors(other).click();
  await other.keyboard.press("ControlOrMeta+Home");
  await other.keyboard.type("/* first */ ");
  await expect.poll(before).toBe("/* first */ SELECT 1;");
  await expect(editors(page)).toHaveText("/* first */ SELECT 1;");
  await page.keyboard.press("Shift+Home");
  await expect(other.locator(".other-selection")).toHaveText("/* first */ SELECT 1;");
  await expect(page.getByTestId("other-caret")).toHaveCount(1);

  // From the list to where somebody is; who is gone is gone from it.
  await other.keyboard.press("Escape");
  await other.getByRole("button", { name: "Markdown", exact: true }).click();
  await expect(cells(other).nth(1).locator(".cm-content")).toBeFocused();
  await expect(cells(page).nth(1).getByTestId("people-in-cell")).toBeVisible();
  await page.getByTestId("people").click();
  await page.getByRole("button", { name: /^G?\s*Guest/ }).click();
  await expect(cells(page).nth(1)).toHaveAttribute("data-selected", "true");
  await context.close();
  await expect(page.getByTestId("people")).toHaveCount(0);
  await expect(page.getByTestId("people-in-cell")).toHaveCount(0);
});
