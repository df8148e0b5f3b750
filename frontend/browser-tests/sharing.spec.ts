import { expect, type Page, test } from "@playwright/test";
import { dropConnection, stranger, TestWorkbench } from "./workbench";

let workbench: TestWorkbench;

test.beforeAll(async () => {
  workbench = await TestWorkbench.start();
});

test.afterAll(async () => {
  await workbench?.remove();
});

/** Makes a link in the dialog that is open, and gives its address. */
async function makeLink(page: Page, name: string, password = ""): Promise<string> {
  const dialog = page.getByRole("dialog", { name: /Share this/ });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("textbox", { name: "Password" }).fill(password);
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const line = dialog.getByTestId("share-link").filter({ hasText: name });
  return line.getByLabel("Address", { exact: true }).inputValue();
}

test("a dashboard is shared, watched without an account, and taken back", async ({ page, browser }) => {
  await page.goto(workbench.address);
  await page.getByRole("button", { name: /Shapes/ }).click();
  await page.getByRole("button", { name: "Run all" }).click();
  const grouped = page.locator('[data-testid="cell"][data-kind="sql"]', { hasText: "GROUP BY color;           --" });
  await expect(grouped.locator('[data-testid="statement"][data-state="running"]')).toBeVisible({ timeout: 90_000 });
  await grouped.hover();
  await grouped.getByRole("button", { name: "More for this cell" }).click();
  await page.getByRole("menuitem", { name: "Pin to dashboard…" }).click();
  await page.getByLabel("Name of the new dashboard").fill("Wall");
  await page.getByRole("dialog").getByRole("button", { name: "Pin", exact: true }).click();
  const notebook = page.url();
  await page.getByRole("link", { name: "Open dashboard" }).click();
  await page.getByRole("button", { name: "Share", exact: true }).click();

  const open = await makeLink(page, "For everybody");
  const closed = await makeLink(page, "For some", "open sesame");
  expect(open).not.toEqual(closed);

  // Live, with nothing to press, and nothing of the notebook.
  const viewer = await stranger(browser, open);
  await expect(viewer.getByTestId("shared-state")).toHaveText("live");
  const red = viewer.getByRole("row", { name: /^red/ }).getByRole("cell").nth(1);
  await expect(red).toBeVisible();
  const before = await red.textContent();
  await expect(red).not.toHaveText(before ?? "");
  await dropConnection(viewer);
  const fresh = viewer.locator('[data-testid="tile-time"][data-fresh="true"]');
  await expect(fresh).toHaveCount(0);
  await expect(fresh).toHaveCount(1);
  const then = await red.textContent();
  await expect(red).not.toHaveText(then ?? "");
  await expect(viewer.getByRole("button", { name: /Edit|Start|Stop|Share|More/ })).toHaveCount(0);
  await expect(viewer.locator("body")).not.toContainText("SELECT");
  const line = page.getByTestId("share-link").filter({ hasText: "For everybody" });
  await expect(line.getByTestId("viewers")).toHaveText("1", { timeout: 10_000 });

  const asked = await stranger(browser, closed);
  await asked.getByRole("textbox", { name: "Password" }).fill("wrong");
  await asked.getByRole("button", { name: "Open" }).click();
  await expect(asked.getByText("This is not the password of this link.")).toBeVisible();
  await asked.getByRole("textbox", { name: "Password" }).fill("open sesame");
  await asked.getByRole("button", { name: "Open" }).click();
  await expect(asked.getByRole("row", { name: /^red/ })).toBeVisible();

  // The owner's changes are seen; the end of the link, too.
  await line.getByRole("button", { name: "End" }).click();
  await line.getByRole("button", { name: "End it for all" }).click();
  await expect(line).toHaveCount(0);
  await expect(viewer.getByRole("heading", { name: "Nothing to see here" })).toBeVisible({ timeout: 5_000 });
  await expect(asked.getByRole("row", { name: /^red/ })).toBeVisible();
  await viewer.reload();
  await expect(viewer.getByRole("heading", { name: "Nothing to see here" })).toBeVisible();

  // A notebook, without its SQL.
  await page.keyboard.press("Escape");
  await page.goto(notebook);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const reader = await stranger(browser, await makeLink(page, "Readers"));
  await expect(reader.getByRole("heading", { name: "Shapes: a stream you can see" })).toBeVisible();
  await expect(reader.getByRole("row", { name: /^red/ }).first()).toBeVisible();
  await expect(reader.locator("body")).not.toContainText("SELECT color");
  await dropConnection(reader);
  await expect(reader.getByTestId("shared-state")).not.toHaveText("live");
  await expect(reader.getByTestId("shared-state")).toHaveText("live");
  await expect(reader.getByText("This result is gone")).toHaveCount(0);
  const red0 = reader.getByRole("row", { name: /^red/ }).first();
  const shown = await red0.textContent();
  await expect(red0).not.toHaveText(shown ?? "");

  // Every page lives again by itself after the server was killed.
  await workbench.stop("SIGKILL");
  await expect(asked.getByTestId("shared-state")).not.toHaveText("live");
  await workbench.launch();
  await expect(asked.getByTestId("shared-state")).toHaveText("live", { timeout: 30_000 });
  await expect(asked.getByTestId("tile")).toBeVisible();
  for (const other of [viewer, asked, reader]) {
    await other.context().close();
  }
});
