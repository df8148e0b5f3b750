import { Buffer } from "node:buffer";
import { expect, type Locator, test } from "@playwright/test";
import { TestWorkbench } from "./workbench";

const EVENTS = 1_000_000;
const KINDS = 5;
const TOPIC = "web.events";

let workbench: TestWorkbench;

test.beforeAll(async () => {
  workbench = await TestWorkbench.start();
});

test.afterAll(async () => {
  await workbench?.remove();
});

/** Starts the server's own broker, and tells where it listens. */
async function startBroker(): Promise<string> {
  let broker = await workbench.ask<{ state: string; servers: string }>("POST", "/api/broker/start");
  await expect
    .poll(async () => {
      broker = await workbench.ask("GET", "/api/broker");
      return broker.state;
    })
    .toBe("running");
  return broker.servers;
}

/** A notebook that writes a million events into a topic, half a minute long. */
async function produce(servers: string): Promise<void> {
  const text = `
    CREATE TABLE made (id BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '25000',
      'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '${EVENTS}');
    CREATE TABLE topic (id BIGINT, kind STRING, page ROW<path STRING, millis INT>, happened TIMESTAMP_LTZ(3)) WITH (
      'connector' = 'kafka', 'topic' = '${TOPIC}', 'properties.bootstrap.servers' = '${servers}',
      'format' = 'json', 'json.timestamp-format.standard' = 'ISO-8601');
    INSERT INTO topic SELECT id, 'kind ' || CAST(MOD(id, ${KINDS}) AS STRING),
      ROW('/' || CAST(MOD(id, 7) AS STRING), CAST(MOD(id, 900) AS INT)), CURRENT_TIMESTAMP FROM made;`;
  const cells = [{ kind: "sql", id: "producer", text }];
  const { id } = await workbench.ask<{ id: string }>("POST", "/api/notebooks", { title: "Producer", cells });
  await workbench.ask("POST", `/api/notebooks/${id}/run`, {});
}

async function sum(counts: Locator): Promise<number> {
  const texts = await counts.allTextContents();
  return texts.reduce((total, text) => total + Number(text.replaceAll(",", "")), 0);
}

test("a million events of a topic are connected by the dialog and charted, through an outage of the broker", async ({
  page,
}) => {
  const servers = await startBroker();
  await page.goto(workbench.address);
  await expect(page.getByTestId("cluster")).toHaveAttribute("data-state", "ready", { timeout: 60_000 });
  await produce(servers);
  await page.getByRole("button", { name: "New notebook" }).click();
  await page.getByRole("button", { name: "Connect…" }).click();
  const dialog = page.getByRole("dialog", { name: "Connect data" });

  // What is wrong is said where it is wrong.
  await dialog.getByLabel("Bootstrap servers").fill("127.0.0.1");
  await dialog.getByRole("button", { name: "Show topics" }).click();
  await expect(dialog.getByText("has no port: write 127.0.0.1:9092")).toBeVisible();
  await dialog.getByRole("button", { name: servers }).click();
  await expect(dialog.getByLabel("Bootstrap servers")).toHaveValue(servers);
  await dialog.getByRole("button", { name: "Show topics" }).click();
  const topic = dialog.getByTestId("topic").filter({ hasText: TOPIC });
  await expect(async () => {
    if (!(await topic.isVisible())) {
      await dialog.getByRole("button", { name: "Refresh" }).click();
    }
    await expect(topic).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await topic.click();
  await expect(dialog.getByTestId("message").first()).toContainText('"kind":"kind ');
  const table = dialog.getByLabel("SQL");
  await expect(table).toHaveValue(/`page` ROW<`path` STRING, `millis` BIGINT>,\n {2}`happened` TIMESTAMP_LTZ\(3\)/);
  await expect(table).toHaveValue(/WATERMARK FOR `happened`/);
  await dialog.getByRole("button", { name: "Add as cell" }).click();
  await expect(dialog).toHaveCount(0);

  // The table, a count, and its chart.
  const cells = page.locator('[data-testid="cell"][data-kind="sql"]');
  const created = cells.filter({ hasText: "CREATE TABLE" });
  await created.locator(".cm-content").click();
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.insertText("SELECT kind, COUNT(*) AS n FROM web_events GROUP BY kind;");
  await page.keyboard.press("ControlOrMeta+Enter");
  const counting = cells.filter({ hasText: "COUNT(*)" });
  const statement = counting.getByTestId("statement");
  await expect(statement).toHaveAttribute("data-state", "running", { timeout: 60_000 });
  const rows = counting.getByRole("row", { name: /^kind \d/ });
  await expect(rows).toHaveCount(KINDS);
  const numbers = rows.locator('[role="cell"]:nth-child(2)');
  await expect.poll(() => sum(numbers)).toBeGreaterThan(50_000);
  await counting.getByRole("button", { name: "More for this cell" }).click();
  await page.getByRole("menuitem", { name: "Chart of this result" }).click();
  const charting = page.locator('[data-testid="cell"][data-kind="chart"]');
  await charting.getByRole("combobox", { name: "X", exact: true }).click();
  await page.getByRole("option", { name: "kind" }).click();
  await charting.getByRole("combobox", { name: "Y", exact: true }).click();
  await page.getByRole("option", { name: "n", exact: true }).click();
  await page.keyboard.press("Escape");
  const chart = page.getByRole("img", { name: /bar chart/ });
  await chart.scrollIntoViewIfNeeded();
  const drawn = await chart.screenshot();
  await expect.poll(async () => (await chart.screenshot()).equals(drawn)).toBe(false);

  // The broker goes away, and the page says so. It comes back, and everything goes on.
  await statement.scrollIntoViewIfNeeded();
  await workbench.ask("POST", "/api/broker/stop");
  await expect(counting.getByText(`Kafka at ${servers} does not answer since`)).toBeVisible({ timeout: 20_000 });
  const stood = await sum(numbers);
  expect(stood).toBeLessThan(EVENTS);
  await startBroker();
  await expect(counting.getByText(`Kafka at ${servers} answers again`)).toBeVisible({ timeout: 20_000 });
  await expect.poll(() => sum(numbers), { timeout: 60_000 }).toBeGreaterThan(stood);
  await chart.scrollIntoViewIfNeeded();
  const later = await chart.screenshot();
  await expect.poll(async () => (await chart.screenshot()).equals(later)).toBe(false);

  // Every event, once.
  await statement.scrollIntoViewIfNeeded();
  await expect.poll(() => sum(numbers), { timeout: 120_000 }).toBe(EVENTS);
  for (const text of await numbers.allTextContents()) {
    expect(text.replaceAll(",", "")).toBe(String(EVENTS / KINDS));
  }
  await expect(statement).toHaveAttribute("data-state", "running");
});

test("a file is dropped on a notebook, becomes a table, and is refused where it is none", async ({ page }) => {
  await page.goto(workbench.address);
  await page.getByRole("button", { name: "New notebook" }).click();
  await expect(page.getByTestId("cell")).toHaveCount(1);
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    const lines = ["city;amount;made", "Rome;1.5;2026-01-31 10:00:00", "Lima;2;2026-01-31 10:00:01", "Rome;;"];
    data.items.add(new File([lines.join("\n")], "My orders.csv", { type: "text/csv" }));
    return data;
  });
  await page.dispatchEvent("main", "dragover", { dataTransfer: transfer });
  await expect(page.getByText("Drop the file to make a table of it")).toBeVisible();
  await page.dispatchEvent("main", "drop", { dataTransfer: transfer });
  const dialog = page.getByRole("dialog", { name: "Connect data" });
  await expect(dialog.getByTestId("preview")).toContainText("Lima;2;");
  await expect(dialog.getByLabel("SQL")).toHaveValue(/`city` STRING,\n {2}`amount` DOUBLE,\n {2}`made` TIMESTAMP\(3\)/);
  await dialog.getByRole("button", { name: "Add as cell" }).click();

  const cells = page.locator('[data-testid="cell"][data-kind="sql"]');
  await cells.filter({ hasText: "CREATE TABLE" }).locator(".cm-content").click();
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.insertText("SELECT city, SUM(amount) AS total FROM my_orders GROUP BY city;");
  await page.keyboard.press("ControlOrMeta+Enter");
  const result = cells.filter({ hasText: "SUM(amount)" });
  await result.getByTestId("statement").scrollIntoViewIfNeeded();
  await expect(result.getByRole("row", { name: /^Rome/ }).getByRole("cell").nth(1)).toHaveText("1.5", {
    timeout: 60_000,
  });

  await page.getByRole("button", { name: "Connect…" }).click();
  await dialog.getByText("File", { exact: true }).click();
  await expect(dialog.getByText("My orders.csv")).toBeVisible();
  await dialog
    .getByLabel("A file with data")
    .setInputFiles({ name: "list.json", mimeType: "application/json", buffer: Buffer.from('[{"a": 1}]') });
  await expect(dialog.getByRole("alert")).toContainText("The file is one JSON array");
  await dialog.getByRole("button", { name: "Delete My orders.csv" }).click();
  await page.getByRole("dialog", { name: "Delete My orders.csv?" }).getByRole("button", { name: "Delete" }).click();
  await expect(dialog.getByText("My orders.csv")).toHaveCount(0);
});
