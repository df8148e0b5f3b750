import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page, test } from "@playwright/test";
import { TestWorkbench } from "./workbench";

let workbench: TestWorkbench;

/** A site of somebody else: one page, reached by two names, of which a browser makes two origins. */
let site: Server;
let body = "";
const named = () => `http://localhost:${(site.address() as AddressInfo).port}`;
const unnamed = () => `http://127.0.0.1:${(site.address() as AddressInfo).port}`;

test.beforeAll(async () => {
  workbench = await TestWorkbench.start();
  site = createServer((_, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(`<!doctype html><title>A wiki</title><h1>A wiki</h1>${body}`);
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
});

test.afterAll(async () => {
  site?.close();
  await workbench?.remove();
});

const post = (path: string, body: unknown = {}) => workbench.ask<Record<string, unknown>>("POST", `/api${path}`, body);

/** A dashboard with two tiles: counts that rise, and a text. */
async function dashboardOf(): Promise<{ readonly notebook: string; readonly dashboard: string }> {
  const numbers = "CREATE TABLE numbers (n BIGINT) WITH ('connector'='datagen','rows-per-second'='20')";
  const query = "SELECT MOD(ABS(n), 3) AS k, COUNT(*) AS total FROM numbers GROUP BY MOD(ABS(n), 3)";
  const cells = [
    { kind: "sql", id: "setup", text: numbers },
    { kind: "sql", id: "query", text: query },
  ];
  const notebook = String((await post("/notebooks", { title: "Counts", cells })).id);
  await post(`/notebooks/${notebook}/run`);
  const dashboard = String((await post("/dashboards", { title: "Wall" })).id);
  const place = { y: 0, width: 6, height: 8, title: null, description: "" };
  const tiles = [
    { ...place, id: "counts", x: 0, content: { kind: "cell", notebook, cell: "query" } },
    { ...place, id: "words", x: 6, content: { kind: "text", text: "# Words", notebook: null, cell: null } },
  ];
  for (const tile of tiles) {
    const edit = { kind: "addTile", tile };
    await post(`/dashboards/${dashboard}/edits`, { editId: `add-${tile.id}`, basedOn: 1, edit });
  }
  return { notebook, dashboard };
}

/** Opens the outer page with what it embeds, in a browser that knows nobody. */
async function visit(page: Page, origin: string, code: string): Promise<void> {
  body = code;
  await page.goto(`${origin}/`);
}

test("a tile is embedded in pages of the named site alone, and a frozen share stands still", async ({
  page,
  browser,
}) => {
  const { notebook, dashboard } = await dashboardOf();
  await page.goto(workbench.address);
  await page.goto(`${new URL(workbench.address).origin}/d/${dashboard}`);
  const tile = page.locator('[data-testid="tile"][data-kind="sql"]');
  await expect(tile.getByRole("row")).toHaveCount(4, { timeout: 90_000 });

  // The owner names the site, and gets what to put there.
  await tile.hover();
  await tile.getByRole("button", { name: /^More for/ }).click();
  await page.getByRole("menuitem", { name: "Embed…" }).click();
  const dialog = page.getByRole("dialog", { name: "Embed Counts" });
  await dialog.getByLabel("Name").fill("The wiki");
  await expect(dialog.getByRole("button", { name: "Make a link" })).toBeDisabled();
  const sites = dialog.locator("input.mantine-TagsInput-inputField");
  await sites.fill("http://*");
  await sites.press("Enter");
  await dialog.getByRole("button", { name: "Make a link" }).click();
  await expect(dialog.getByRole("alert")).toContainText("is no address of a site");
  await sites.press("Backspace");
  await sites.fill(`${named()}/`);
  await sites.press("Enter");
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const code = await dialog.getByLabel("Code to embed").inputValue();
  expect(code).toContain("?tile=counts");
  await page.keyboard.press("Escape");

  const visitor = await (await browser.newContext({ colorScheme: "light" })).newPage();
  const refused: string[] = [];
  visitor.on("console", (message) => {
    if (/frame-ancestors/.test(message.text())) {
      refused.push(message.text());
    }
  });
  await visit(visitor, named(), code);
  const frame = visitor.frameLocator("iframe");
  await expect(frame.getByTestId("shared-state")).toHaveText("live");
  const total = frame.getByRole("row").nth(1).getByRole("cell").nth(1);
  const before = await total.textContent();
  await expect(total).not.toHaveText(before ?? "");
  await expect(frame.getByTestId("tile")).toHaveCount(1);
  await expect(frame.locator("button, input, select, textarea")).toHaveCount(0);
  await expect(frame.getByRole("link", { name: "Riffle" })).toHaveAttribute("target", "_blank");
  await expect(frame.locator("html")).toHaveAttribute("data-mantine-color-scheme", "light");
  expect(refused).toEqual([]);

  // Another site, and any other page of this server in the named one.
  await visit(visitor, unnamed(), code);
  await expect.poll(() => refused.length).toBe(1);
  await expect(frame.getByTestId("tile")).toHaveCount(0);
  const address = /\/e\/([^?"]+)/.exec(code)?.[1] ?? "";
  const server = new URL(workbench.address).origin;
  await visit(visitor, named(), `<iframe src="${server}/s/${address}"></iframe><iframe src="${server}/"></iframe>`);
  await expect.poll(() => refused.length).toBe(3);

  // The whole, dark, small; and its end.
  await visit(
    visitor,
    named(),
    `<iframe src="${server}/e/${address}?theme=dark" width="300" height="200"></iframe>
     <iframe src="${server}/e/${address}?tile=nothing" width="300" height="200"></iframe>`,
  );
  const small = visitor.frameLocator("iframe").first();
  await expect(small.getByTestId("tile")).toHaveCount(2);
  await expect(small.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  const empty = visitor.frameLocator("iframe").nth(1);
  await expect(empty.getByText("This tile is not on the dashboard any more.")).toBeVisible();
  await visitor.screenshot({ path: test.info().outputPath("small.png") });

  // A frozen share, made in the dialog.
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const share = page.getByRole("dialog", { name: /Share this/ });
  await share.getByLabel("Name").fill("Then");
  await share.getByText("Frozen now").click();
  await page.screenshot({ path: test.info().outputPath("share.png") });
  await share.getByRole("button", { name: "Make a link" }).click();
  const line = share.getByTestId("share-link").filter({ hasText: "Then" });
  await expect(line).toContainText("frozen on");
  const reader = await (await browser.newContext()).newPage();
  await reader.goto(await line.getByLabel("Address", { exact: true }).inputValue());
  await expect(reader.getByTestId("frozen-at")).toHaveText(/^Frozen on \d+ \w+ \d{4}, \d\d:\d\d$/);
  await expect(reader.getByRole("row")).toHaveCount(4);
  const then = await reader.getByRole("table").textContent();
  await reader.screenshot({ path: test.info().outputPath("frozen.png") });
  const wiki = share.getByTestId("share-link").filter({ hasText: "The wiki" });
  await wiki.getByRole("button", { name: "End" }).click();
  await wiki.getByRole("button", { name: "End it for all" }).click();
  await expect(small.getByText("This is not shared any more.")).toBeVisible({ timeout: 5_000 });
  await visitor.screenshot({ path: test.info().outputPath("ended.png") });

  await post(`/notebooks/${notebook}/stop`);
  await reader.reload();
  await expect(reader.getByRole("row")).toHaveCount(4);
  expect(await reader.getByRole("table").textContent()).toBe(then);
  for (const other of [visitor, reader]) {
    await other.context().close();
  }
});
