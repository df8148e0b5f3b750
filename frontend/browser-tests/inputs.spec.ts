import { type Browser, expect, type Page, test } from "@playwright/test";
import { TestWorkbench } from "./workbench";

let workbench: TestWorkbench;

test.beforeAll(async () => {
  workbench = await TestWorkbench.start();
});

test.afterAll(async () => {
  await workbench?.remove();
});

const COLOUR = ["$", "{colour}"].join("");
const input = (page: Page, name: string) => page.locator(`[data-testid="input"][data-name="${name}"]`);
const cells = (page: Page, text: string) => page.locator('[data-testid="cell"][data-kind="sql"]', { hasText: text });
const job = (page: Page, text: string) => cells(page, text).locator(".job-id");
const only = (page: Page, colour: string) =>
  expect(cells(page, "WHERE color").getByRole("row", { name: new RegExp(`^${colour}`) })).toBeVisible({
    timeout: 60_000,
  });

/** A browser profile of its own, that never signed in. */
async function stranger(browser: Browser, address: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(address);
  return page;
}

async function choose(page: Page, name: string, value: string): Promise<void> {
  await input(page, name).getByRole("combobox").click();
  await page.getByRole("option", { name: value, exact: true }).click();
}

async function newCell(page: Page, text: string): Promise<void> {
  await page.getByRole("button", { name: "SQL", exact: true }).click();
  await expect(page.locator(".cm-editor.cm-focused")).toHaveCount(1);
  await page.keyboard.insertText(text);
}
