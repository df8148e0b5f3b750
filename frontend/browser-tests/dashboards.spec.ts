import { expect, type Locator, type Page, test } from "@playwright/test";
import { TestWorkbench } from "./workbench";

// The dashboard that the first test makes is what the others go on with.
test.describe.configure({ mode: "serial" });

let workbench: TestWorkbench;

test.beforeAll(async () => {
  workbench = await TestWorkbench.start();
});

test.afterAll(async () => {
  await workbench?.remove();
});

const cells = (page: Page, kind: string, text: string) =>
  page.locator(`[data-testid="cell"][data-kind="${kind}"]`, { hasText: text });
const tiles = (page: Page) => page.getByTestId("tile");
const chartTile = (page: Page) => tiles(page).filter({ has: page.getByRole("img", { name: /Shapes by colour/ }) });
const tableTile = (page: Page) => tiles(page).filter({ has: page.getByRole("table") });
const textTile = (page: Page) => page.locator('[data-testid="tile"][data-kind="text"]');
const redCount = (page: Page) => tableTile(page).getByRole("row", { name: /^red/ }).getByRole("cell").nth(1);
const saved = (page: Page) => expect(page.getByTestId("saved")).toHaveAttribute("data-state", "saved");
const title = (page: Page) => page.getByRole("textbox", { name: "Title", exact: true });

async function count(locator: Locator): Promise<number> {
  return Number(((await locator.textContent()) ?? "").replaceAll(",", ""));
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) {
    throw new Error("not on the page");
  }
  return box;
}

/** Where it is once it does not move any more: changes of the grid take a moment. */
async function restingPlace(locator: Locator) {
  let last = await boxOf(locator);
  await expect(async () => {
    const before = last;
    await locator.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    last = await boxOf(locator);
    expect(last).toEqual(before);
  }).toPass({ intervals: [50], timeout: 30_000 });
  return last;
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y + 8, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 15 });
  await page.mouse.up();
}

/** Opens the dialog with what is said of the table's tile. */
async function words(page: Page): Promise<Locator> {
  await tableTile(page)
    .getByRole("button", { name: /^More for/ })
    .click();
  await page.getByRole("menuitem", { name: "Edit title…" }).click();
  return page.getByRole("dialog", { name: "Edit title" });
}

/** Asks for the menu of a cell, and answers the dialog: a name for a new dashboard, null for the one that is offered. */
async function pin(page: Page, cell: Locator, name: string | null): Promise<void> {
  await cell.scrollIntoViewIfNeeded();
  await cell.hover();
  await cell.getByRole("button", { name: "More for this cell" }).click();
  await page.getByRole("menuitem", { name: "Pin to dashboard…" }).click();
  const dialog = page.getByRole("dialog", { name: "Pin to dashboard" });
  if (name !== null) {
    await dialog.getByLabel("Name of the new dashboard").fill(name);
  }
  await dialog.getByRole("button", { name: "Pin", exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

test("a chart and a table are pinned, arranged, renamed, undone, and stay as they were left", async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(workbench.address);
  await page.getByRole("button", { name: /Shapes/ }).click();
  await page.getByRole("button", { name: "Run all" }).click();
  const grouped = cells(page, "sql", "GROUP BY color;           --");
  await expect(grouped.locator('[data-testid="statement"][data-state="running"]')).toBeVisible({ timeout: 90_000 });
  const notebook = page.url();
  await pin(page, cells(page, "chart", "Shapes by colour"), "Wall");
  await expect(page.getByText("Pinned to “Wall”")).toBeVisible();
  await pin(page, grouped, null);
  await page.getByRole("link", { name: "Open dashboard" }).last().click();
  await expect(page).toHaveURL(/\/d\/[A-Za-z0-9_-]+$/);

  // Both are live, and say how new they are.
  await expect(tiles(page)).toHaveCount(2);
  await expect(chartTile(page)).toBeVisible();
  await expect(redCount(page)).toBeVisible();
  const before = await count(redCount(page));
  await expect.poll(() => count(redCount(page))).toBeGreaterThan(before);
  const time = tableTile(page).getByTestId("tile-time");
  await expect(time).toHaveAttribute("data-fresh", "true");
  await expect(time).toHaveText(/^\d\d:\d\d:\d\d$/);

  // Nothing can be moved until the page is in edit mode; then the table goes below the chart, and is made wider.
  await expect(page.locator(".react-resizable-handle").filter({ visible: true })).toHaveCount(0);
  await page.keyboard.press("e");
  await expect(page.getByRole("button", { name: "Done" })).toBeVisible();
  const chartBox = await restingPlace(chartTile(page));
  const head = await restingPlace(tableTile(page).locator(".tile-head"));
  expect(head.x).toBeGreaterThan(chartBox.x + chartBox.width);
  await drag(page, { x: head.x + 20, y: head.y + 12 }, { x: chartBox.x + 20, y: chartBox.y + chartBox.height + 40 });
  await expect.poll(async () => (await boxOf(tableTile(page))).x).toBeCloseTo(chartBox.x, 0);
  await expect.poll(async () => (await boxOf(tableTile(page))).y).toBeGreaterThan(chartBox.y + chartBox.height);
  const narrow = await restingPlace(tableTile(page));
  const corner = { x: narrow.x + narrow.width - 5, y: narrow.y + narrow.height - 5 };
  await drag(page, corner, { x: corner.x + narrow.width / 2, y: corner.y });
  await expect.poll(async () => (await boxOf(tableTile(page))).width).toBeGreaterThan(narrow.width * 1.2);
  await saved(page);

  // The keys undo and redo it, and move a tile that has the focus.
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(async () => (await boxOf(tableTile(page))).width).toBeCloseTo(narrow.width, 0);
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await expect.poll(async () => (await boxOf(tableTile(page))).width).toBeGreaterThan(narrow.width * 1.2);
  await tableTile(page).focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(async () => (await boxOf(tableTile(page))).x).toBeGreaterThan(narrow.x + 20);
  await expect(tableTile(page)).toBeFocused();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => (await boxOf(tableTile(page))).x).toBeCloseTo(narrow.x, 0);

  // Another name, taken back and given again.
  await title(page).fill("Shapes on the wall");
  await title(page).press("Enter");
  await page.keyboard.press("ControlOrMeta+z");
  await expect(title(page)).toHaveValue("Wall");
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await expect(title(page)).toHaveValue("Shapes on the wall");

  // A text with the values of the first row; a name that is no column stays as it is written.
  await page.getByRole("button", { name: "Add text" }).click();
  const dialog = page.getByRole("dialog", { name: "Add text" });
  await dialog.getByLabel("Text", { exact: true }).fill("Now **{{n}}** are {{color}}; {{nobody}} knows.");
  await dialog.getByRole("combobox", { name: "Live values from the notebook" }).click();
  await page.getByRole("option", { name: "Shapes: a stream you can see" }).first().click();
  await dialog.getByRole("combobox", { name: "SQL cell" }).click();
  await page.getByRole("option", { name: /SELECT color, COUNT/ }).click();
  await expect(dialog.getByText("{{n}}", { exact: true })).toBeVisible();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(textTile(page)).toContainText(/Now [\d,]+ are (red|blue|green|purple); \{\{nobody\}\} knows\./);

  // Removed and brought back.
  await chartTile(page)
    .getByRole("button", { name: /^More for/ })
    .click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(tiles(page)).toHaveCount(2);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(tiles(page)).toHaveCount(3);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Edit", exact: true })).toBeVisible();
  await saved(page);
  const left = await restingPlace(tableTile(page));

  // As it was left after a reload, and in another tab.
  await page.reload();
  await expect(tiles(page)).toHaveCount(3);
  await expect(title(page)).toHaveValue("Shapes on the wall");
  await expect.poll(async () => await boxOf(tableTile(page))).toEqual(left);
  await expect(textTile(page)).toContainText(/Now [\d,]+ are/);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(title(other)).toHaveValue("Shapes on the wall");
  await title(other).fill("Said in another tab");
  await title(other).press("Enter");
  await expect(title(page)).toHaveValue("Said in another tab");

  // Of a tile that two edit at once what both said is kept; where both say something of the same, the later is told.
  const mine = await words(page);
  const theirs = await words(other);
  await theirs.getByLabel("Description").fill("Theirs");
  await theirs.getByRole("button", { name: "Save" }).click();
  await expect(tableTile(page).getByRole("button", { name: "About: Theirs" })).toBeVisible();
  await mine.getByLabel("Title").fill("Mine");
  await mine.getByRole("button", { name: "Save" }).click();
  await expect(mine).toHaveCount(0);
  await expect(tableTile(other)).toContainText("Mine");
  await expect(tableTile(other).getByRole("button", { name: "About: Theirs" })).toBeVisible();
  const again = await words(page);
  const anew = await words(other);
  await anew.getByLabel("Description").fill("Theirs again");
  await anew.getByRole("button", { name: "Save" }).click();
  await expect(tableTile(page).getByRole("button", { name: "About: Theirs again" })).toBeVisible();
  await again.getByLabel("Description").fill("Mine");
  await again.getByRole("button", { name: "Save" }).click();
  await expect(again.getByRole("alert")).toContainText("Somebody else changed this while you did");
  await again.getByRole("button", { name: "Save" }).click();
  await expect(tableTile(other).getByRole("button", { name: "About: Mine" })).toBeVisible();
  await other.close();

  // On a phone: one column, in the order of the grid, nothing to drag, nothing beside the screen.
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.locator(".tile-column")).toBeVisible();
  await expect(async () => {
    const column = await Promise.all([0, 1, 2].map((i) => boxOf(tiles(page).nth(i))));
    for (const [i, box] of column.entries()) {
      expect(box.x).toBeCloseTo(column[0]?.x ?? -1, 0);
      expect(box.width).toBeGreaterThan(330);
      expect(box.y).toBeGreaterThan(i === 0 ? 0 : (column[i - 1]?.y ?? 0));
    }
  }).toPass({ timeout: 30_000 });
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  await expect(page.locator(".react-resizable-handle")).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize({ width: 1440, height: 900 });

  // From a tile to its cell, which is chosen and in sight.
  await chartTile(page)
    .getByRole("button", { name: /^More for/ })
    .click();
  await page.getByRole("menuitem", { name: "Open in notebook" }).click();
  await expect(page).toHaveURL(new RegExp(`^${notebook}#cell-`));
  const chosen = page.locator('[data-testid="cell"][data-selected]');
  await expect(chosen).toHaveAttribute("data-kind", "chart");
  await expect(chosen).toBeInViewport();
  expect(errors).toEqual([]);
});

test("on a wall it outlives the server, and goes on by itself", async ({ page }) => {
  await page.goto(workbench.address);
  await page.getByRole("radiogroup", { name: "What to show" }).getByText("Dashboards").click();
  await page.getByRole("link", { name: "Said in another tab" }).click();
  await expect(tiles(page)).toHaveCount(3);
  await page.getByRole("switch", { name: "Keep running" }).click();
  await expect(page.getByRole("switch", { name: "Keep running" })).toBeChecked();
  await saved(page);
  await page.goto(`${page.url()}?kiosk=true`);
  await expect(redCount(page)).toBeVisible({ timeout: 60_000 });
  await expect(page.locator(".top-bar, .banner")).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^More for/ })).toHaveCount(0);
  await expect(page.locator(".page[data-idle]")).toHaveCount(1);
  await page.evaluate(() => {
    document.body.dataset.mark = "the same page";
  });

  const time = tableTile(page).getByTestId("tile-time");
  const last = await count(redCount(page));
  await workbench.stop("SIGKILL");
  await expect(time).toHaveAttribute("data-fresh", "false");
  await expect(time).toHaveText(/^as of \d\d:\d\d:\d\d$/);
  const held = await count(redCount(page));
  expect(held).toBeGreaterThanOrEqual(last);
  await expect(page.locator(".top-bar, .banner")).toHaveCount(0);

  await workbench.launch();
  await expect(time).toHaveAttribute("data-fresh", "true", { timeout: 120_000 });
  // The rows follow within a frame; they are those of a run that has begun to count anew.
  await expect.poll(() => count(redCount(page))).not.toBe(held);
  const again = await count(redCount(page));
  await expect.poll(() => count(redCount(page)), { timeout: 60_000 }).toBeGreaterThan(again);
  expect(await page.evaluate(() => document.body.dataset.mark)).toBe("the same page");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("switch", { name: "Keep running" })).toBeChecked();
});

test("home lists dashboards, finds, copies, throws away and brings back", async ({ page }) => {
  const name = "Said in another tab";
  const link = page.getByRole("link", { name });
  await page.goto(workbench.address);
  await page.getByRole("radiogroup", { name: "What to show" }).getByText("Dashboards").click();
  await expect(page.getByRole("heading", { name: "Dashboards" })).toBeVisible();
  await expect(link).toHaveCount(1);
  await page.getByLabel("Search notebooks and dashboards").fill("in another");
  await expect(page.getByText("Dashboards (1)")).toBeVisible();
  await page.getByLabel("Search notebooks and dashboards").fill("no such words");
  await expect(link).toHaveCount(0);
  await page.getByLabel("Search notebooks and dashboards").fill("");
  await page.getByRole("button", { name: `More for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await expect(link).toHaveCount(2);
  await page
    .getByRole("button", { name: `More for ${name}` })
    .last()
    .click();
  await page.getByRole("menuitem", { name: "Move to trash" }).click();
  await expect(link).toHaveCount(1);
  await page.getByRole("radiogroup", { name: "What to show" }).getByText("Trash").click();
  await page.getByRole("button", { name: `Restore ${name}` }).click();
  await expect(page.getByText("The trash is empty.")).toBeVisible();
  await page.getByRole("radiogroup", { name: "What to show" }).getByText("Dashboards").click();
  await expect(link).toHaveCount(2);
  await page.getByRole("button", { name: "New dashboard" }).click();
  await expect(page.getByRole("heading", { name: "Nothing here yet" })).toBeVisible();
});
