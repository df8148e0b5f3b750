import { expect, type Page, test } from "@playwright/test";
import { stranger, TestWorkbench } from "./workbench";

let workbench: TestWorkbench;

test.beforeAll(async () => {
  workbench = await TestWorkbench.start();
});

test.afterAll(async () => {
  await workbench?.remove();
});

const COLOUR = ["$", "{colour}"].join("");
const EVENTS = `CREATE TABLE events (color STRING) WITH (
  'connector' = 'faker', 'rows-per-second' = '50',
  'fields.color.expression' = '#{Options.option ''red'',''blue'',''green''}'
)`;
const FILTERED = `SELECT color, COUNT(*) AS n FROM events WHERE color = ${COLOUR} GROUP BY color`;
const ALL = "SELECT COUNT(*) AS everything FROM events";

const input = (page: Page, name: string) => page.locator(`[data-testid="input"][data-name="${name}"]`);
const cell = (page: Page, text: string) => page.locator('[data-testid="cell"][data-kind="sql"]', { hasText: text });
const job = (page: Page, text: string) => cell(page, text).locator(".job-id").textContent();
const row = (page: Page, colour: string) => page.getByRole("row", { name: new RegExp(`^(${colour})`) });

/** Only rows of this colour are on the page. */
async function shows(page: Page, colour: string): Promise<void> {
  await expect(row(page, colour)).toBeVisible({ timeout: 60_000 });
  await expect(row(page, "red|blue|green")).toHaveCount(1);
}

async function choose(page: Page, name: string, value: string): Promise<void> {
  await input(page, name).getByRole("combobox").click();
  await page.getByRole("option", { name: value, exact: true }).click();
  await expect(input(page, name).getByRole("combobox")).toHaveValue(value);
}

test("an input is added, used, changed by several, and looked at with an own value", async ({ page, browser }) => {
  await page.goto(workbench.address);
  const made = await page.request.post(new URL("/api/notebooks", page.url()).href, {
    data: { title: "Colours", cells: [EVENTS, FILTERED, ALL].map((text) => ({ kind: "sql", text })) },
  });
  const { id } = (await made.json()) as { id: string };
  await page.goto(new URL(`/n/${id}`, page.url()).href);

  // What no input has is said below the query, and added from there; what is wrong with it stands at its field.
  const hint = cell(page, "WHERE color").getByTestId("input-hint");
  await expect(hint).toContainText("no input is called colour");
  await hint.getByRole("button", { name: "Add it" }).click();
  const dialog = page.getByRole("dialog", { name: "Input" });
  await expect(dialog.getByLabel("Name")).toHaveValue("colour");
  await dialog.getByLabel("Name").fill("Colour");
  await dialog.getByLabel("Label").fill("Favourite");
  await dialog.getByRole("combobox", { name: "Choice" }).click();
  await page.getByRole("option", { name: "One of a list" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("A small letter or _ first")).toBeVisible();
  await expect(dialog.getByText("Write at least one value")).toBeVisible();
  await dialog.getByLabel("Name").fill("colour");
  await dialog.getByRole("textbox", { name: "Values" }).fill("red\nblue\ngreen");
  await dialog.getByRole("combobox", { name: "Default" }).click();
  await page.getByRole("option", { name: "red", exact: true }).click();
  await dialog.getByRole("switch", { name: "Viewers of shared dashboards may change it" }).click();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(input(page, "colour").getByRole("combobox")).toHaveValue("red");
  await expect(hint).toContainText("Favourite = red");

  // A new value runs again what uses it, and nothing else.
  await page.getByRole("button", { name: "Run all" }).click();
  await shows(page, "red");
  await expect(cell(page, "everything").locator('[data-state="running"]').first()).toBeVisible({ timeout: 60_000 });
  const before = [await job(page, "WHERE color"), await job(page, "everything")];
  await choose(page, "colour", "blue");
  await shows(page, "blue");
  expect(await job(page, "everything")).toBe(before[1]);
  expect(await job(page, "WHERE color")).not.toBe(before[0]);

  // What another chooses is here at once.
  const other = await stranger(browser, workbench.address);
  await other.goto(page.url());
  await expect(input(other, "colour").getByRole("combobox")).toHaveValue("blue");
  await input(other, "colour")
    .getByRole("button", { name: /Back to default: red/ })
    .click();
  await expect(input(page, "colour").getByRole("combobox")).toHaveValue("red");
  await shows(page, "red");
  expect(await job(page, "everything")).toBe(before[1]);
  await other.context().close();

  // A value that is written counts on Enter, Escape takes it back, and a wrong one is said to be.
  await page.getByRole("button", { name: "Input", exact: true }).click();
  await dialog.getByLabel("Name").fill("least");
  await dialog.getByRole("combobox", { name: "Type" }).click();
  await page.getByRole("option", { name: "Number" }).click();
  await dialog.getByLabel("At most").fill("10");
  await dialog.getByRole("button", { name: "Save" }).click();
  const least = input(page, "least").getByRole("textbox");
  await least.fill("11");
  await least.press("Enter");
  await expect(input(page, "least")).toContainText("At most 10.");
  await least.press("Escape");
  await expect(least).toHaveValue("");
  await expect(input(page, "least")).not.toContainText("At most 10.");
  await least.fill("007.50");
  await least.press("Enter");
  await expect(least).toHaveValue("7.5");
  await page.locator(".input-meta", { hasText: "least" }).click();
  await page.keyboard.press("d");
  await page.keyboard.press("d");
  await expect(least).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(least).toHaveValue("7.5");

  // On a dashboard of the notebook it stands above the tiles.
  await cell(page, "WHERE color").hover();
  await cell(page, "WHERE color").getByRole("button", { name: "More for this cell" }).click();
  await page.getByRole("menuitem", { name: "Pin to dashboard…" }).click();
  await page.getByLabel("Name of the new dashboard").fill("Wall");
  await page.getByRole("dialog").getByRole("button", { name: "Pin", exact: true }).click();
  await page.getByRole("link", { name: "Open dashboard" }).click();
  await expect(page.getByTestId("input-bar").getByTestId("input")).toHaveCount(2);
  await choose(page, "colour", "green");
  await shows(page, "green");

  // Who has a link sees what they choose; everybody else sees what they saw.
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const share = page.getByRole("dialog", { name: /Share this/ });
  await share.getByRole("button", { name: "Make a link" }).click();
  const address = await share.getByTestId("share-link").getByLabel("Address", { exact: true }).inputValue();
  await page.keyboard.press("Escape");
  const viewer = await stranger(browser, address);
  await shows(viewer, "green");
  await expect(viewer.getByTestId("input")).toHaveCount(1);
  await choose(viewer, "colour", "blue");
  await shows(viewer, "blue");
  await expect(viewer.getByTestId("own-view")).toContainText("your own view");
  await expect(input(page, "colour").getByRole("combobox")).toHaveValue("green");
  await choose(page, "colour", "red");
  await shows(page, "red");
  await shows(viewer, "blue");

  // There is a way back.
  await viewer.getByRole("button", { name: "Back to everybody’s view" }).click();
  await shows(viewer, "red");
  await expect(viewer.getByTestId("own-view")).toHaveCount(0);
  await viewer.context().close();
});
