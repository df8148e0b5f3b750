import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { TestWorkbench } from "./workbench";

let workbench: TestWorkbench;

test.beforeAll(async () => {
  // Nothing runs here: the cluster need not be there.
  workbench = await TestWorkbench.start("--cluster", "http://127.0.0.1:1", "--cluster-has-jars", "true");
});

test.afterAll(async () => {
  await workbench?.remove();
});

const saved = (page: Page) => expect(page.getByTestId("saved")).toHaveAttribute("data-state", "saved");
const menu = async (page: Page, what: string, item: string) => {
  await page.getByRole("button", { name: `More for this ${what}` }).click();
  return page.getByRole("menuitem", { name: item, exact: true });
};
const history = (page: Page) => page.getByRole("dialog", { name: "History" });
const versions = (page: Page) => history(page).getByTestId("version");

async function created(page: Page): Promise<string> {
  await page.goto(workbench.address);
  const cells = [
    { kind: "sql", id: "count", text: "SELECT color, COUNT(*) AS n FROM orders GROUP BY color" },
    { kind: "markdown", id: "why", text: "Why we count." },
  ];
  const made = await workbench.ask<{ id: string }>("POST", "/api/notebooks", { title: "Orders", cells });
  return made.id;
}

test("a history shows what changed, and brings it back on every open page", async ({ page, context }) => {
  const id = await created(page);
  await page.goto(`${new URL(workbench.address).origin}/n/${id}`);
  const other = await context.newPage();
  await other.goto(page.url());
  const cells = (of: Page) => of.getByTestId("cell");
  await expect(cells(other)).toHaveCount(2);

  // What is there before something is deleted is a version of its own.
  await cells(page).last().click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("d");
  await page.keyboard.press("d");
  await expect(cells(page)).toHaveCount(1);
  const editor = cells(page).first().locator(".cm-content");
  await editor.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" HAVING COUNT(*) > 5");
  await expect(editor).toContainText("HAVING");
  await page.keyboard.press("Escape");
  await saved(page);
  await expect(cells(other).first()).toContainText("HAVING");

  await (await menu(page, "notebook", "History")).click();
  await expect(versions(page)).toHaveCount(2);
  const differences = history(page).getByRole("region");
  await expect(history(page).getByRole("region", { name: /^Removed: Why we count/ })).toBeVisible();
  const changed = differences.filter({ hasText: "HAVING" });
  await expect(changed.locator("ins").first()).toContainText("HAVING COUNT(*) > 5");

  await versions(page).nth(1).focus();
  await page.keyboard.press("Enter");
  await history(page).getByRole("button", { name: "Name it" }).click();
  await page.getByRole("textbox", { name: "Name of the version" }).fill("Before the demo");
  await page.keyboard.press("Enter");
  await expect(versions(page).nth(1)).toContainText("Before the demo");
  await history(page).getByText("What changed since").click();
  await expect(changed.locator("ins").first()).toContainText("HAVING");

  await history(page).getByRole("button", { name: "Restore", exact: true }).click();
  const asked = page.getByRole("dialog", { name: /^Restore the version/ });
  await expect(asked).toContainText("1 cell comes back; 1 cell changes");
  await asked.getByRole("button", { name: "Restore", exact: true }).click();
  await expect(versions(page)).toHaveCount(3);
  await expect(versions(page).first()).toContainText("Restored “Before the demo”");
  await expect(versions(page).nth(1)).not.toContainText("Before");
  for (const shown of [page, other]) {
    await expect(cells(shown)).toHaveCount(2);
    await expect(cells(shown).first()).not.toContainText("HAVING");
    await expect(cells(shown).last()).toContainText("Why we count.");
  }
  await page.keyboard.press("Escape");
  await expect(history(page)).toBeHidden();
});

test("a notebook and its dashboard travel as one file, and a dashboard has a history", async ({ page }) => {
  const id = await created(page);
  await page.goto(`${new URL(workbench.address).origin}/n/${id}`);
  const { id: dashboard } = await workbench.ask<{ id: string }>("POST", "/api/dashboards", { title: "Wall" });
  const content = { kind: "cell", notebook: id, cell: "why" };
  const tile = { id: "t", title: null, description: "", x: 0, y: 0, width: 6, height: 3, content };
  const pin = { editId: "pin", basedOn: 1, edit: { kind: "addTile", tile } };
  await workbench.ask("POST", `/api/dashboards/${dashboard}/edits`, pin);

  const downloading = page.waitForEvent("download");
  await (await menu(page, "notebook", "Export with its dashboards")).click();
  const file = await (await downloading).path();
  expect(await readFile(file, "utf8")).toContain("```dashboard\ntitle: Wall");
  await page.goto(workbench.address);
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "o.md", mimeType: "text/markdown", buffer: await readFile(file) });
  await expect(page.getByText("With the dashboard “Wall”.")).toBeVisible();
  await expect(page).toHaveURL(/\/n\//);
  expect(page.url()).not.toContain(id);

  await page.goto(`${new URL(workbench.address).origin}/d/${dashboard}`);
  await expect(page.getByTestId("tile")).toContainText("Why we count.");
  await page.getByTestId("tile").hover();
  await page.keyboard.press("e");
  await page.getByRole("textbox", { name: "Title", exact: true }).fill("Hall");
  await page.keyboard.press("Enter");
  await saved(page);
  await (await menu(page, "dashboard", "History")).click();
  await expect(history(page).getByText("title", { exact: true })).toHaveCount(0);
  await expect(history(page).getByText("The oldest version")).toBeVisible();
  await expect(history(page).getByRole("region", { name: /^Added/ })).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.keyboard.press("Escape");
  await (await menu(page, "dashboard", "History")).click();
  await expect(history(page).getByRole("article")).toBeHidden();
  await versions(page).first().click();
  await expect(history(page).getByRole("article")).toBeVisible();
  await history(page).getByRole("button", { name: "All versions" }).click();
  await expect(versions(page).first()).toBeVisible();
});
