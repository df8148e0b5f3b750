import { type CDPSession, expect, test } from "@playwright/test";
import { TestWorkbench } from "./workbench";

/** How long the page is flooded: a short while in ./check, 180 for the full run. */
const FLOOD_SECONDS = Number(process.env.FLOOD_SECONDS ?? 20);
const MOST_CLICK_MILLIS = 200;
const MOST_GROWTH = 1.2;

const NOTEBOOK = `
\`\`\`sql
CREATE TABLE flood (id BIGINT, k INT, v DOUBLE, ts AS LOCALTIMESTAMP) WITH (
  'connector' = 'datagen', 'rows-per-second' = '100000',
  'fields.k.min' = '0', 'fields.k.max' = '9999', 'fields.v.min' = '0', 'fields.v.max' = '100'
);
\`\`\`

\`\`\`sql id=everything
SELECT * FROM flood;
\`\`\`

\`\`\`chart
source: everything
type: line
x: ts
y:
- v
title: newest
\`\`\`

\`\`\`sql id=aggregate
SELECT k, COUNT(*) AS n, AVG(v) AS mean FROM flood GROUP BY k;
\`\`\`

\`\`\`chart
source: aggregate
type: scatter
x: k
y:
- n
title: keys
\`\`\`
`;

let workbench: TestWorkbench;

test.beforeAll(async () => {
  workbench = await TestWorkbench.start();
});

test.afterAll(async () => {
  await workbench?.remove();
});

interface Clicks {
  readonly millis: number[];
}

declare global {
  interface Window {
    clicks: Clicks;
  }
}

/**
 * In the page: from the moment of a click's event until the first frame that shows the menu open, or going away, was
 * painted. The event's time is when the browser got it from the system: waiting for a busy page counts.
 */
function measureClicks(): void {
  const clicks: Clicks = { millis: [] };
  window.clicks = clicks;
  document.addEventListener(
    "click",
    (event) => {
      const button = (event.target as Element).closest("[aria-expanded]");
      if (!button) {
        return;
      }
      const before = button.getAttribute("aria-expanded");
      const look = () => {
        if (button.getAttribute("aria-expanded") === before) {
          requestAnimationFrame(look);
        } else {
          // This frame has the effect; once the next one begins, it has been painted.
          requestAnimationFrame(() => clicks.millis.push(performance.now() - event.timeStamp));
        }
      };
      requestAnimationFrame(look);
    },
    true,
  );
}

async function heapAfterCollection(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize;
}

test(`floods a page for ${FLOOD_SECONDS} seconds and the page still answers a click within ${MOST_CLICK_MILLIS} ms`, async ({
  page,
}) => {
  test.setTimeout(400_000 + FLOOD_SECONDS * 1_500);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.addInitScript(measureClicks);
  await page.setViewportSize({ width: 1440, height: 1_700 });
  await page.goto(workbench.address);
  await expect(page.getByRole("button", { name: "New notebook" })).toBeVisible();
  const imported = await page.evaluate(async (text) => {
    const headers = { "Content-Type": "text/markdown" };
    const answer = await fetch("/api/notebooks/import?title=Flood", { method: "POST", headers, body: text });
    return (await answer.json()) as { readonly notebook: { readonly id: string } };
  }, NOTEBOOK);
  await page.goto(new URL(`/n/${imported.notebook.id}`, workbench.address).href);
  await expect(page.getByTestId("cluster")).toHaveAttribute("data-state", "ready", { timeout: 90_000 });
  await page.getByRole("button", { name: "Run all" }).click();
  const cells = page.locator('[data-testid="cell"][data-kind="sql"]');
  const everything = cells.nth(1);
  const aggregate = cells.nth(2);
  await expect(aggregate.getByTestId("row-count")).toContainText("10,000", { timeout: 180_000 });
  await expect(everything.getByTestId("row-count")).toContainText("newest", { timeout: 180_000 });
  await expect(page.getByRole("img", { name: "line chart" })).toBeVisible();
  await expect(page.getByRole("img", { name: "scatter chart" })).toBeVisible();
  await expect(aggregate.getByTestId("rates")).toBeVisible();

  const session = await page.context().newCDPSession(page);
  const menu = aggregate.getByRole("button", { name: "More for this cell" });
  await aggregate.scrollIntoViewIfNeeded();
  await aggregate.hover();
  const begin = Date.now();
  let early: number | null = null;
  await page.evaluate(() => {
    window.clicks.millis.length = 0;
  });
  while (Date.now() - begin < FLOOD_SECONDS * 1_000) {
    if (early === null && Date.now() - begin > FLOOD_SECONDS * 250) {
      early = await heapAfterCollection(session);
    }
    const before = await page.evaluate(() => window.clicks.millis.length);
    // The mouse goes down and up where the button is, open menu or not.
    await menu.click({ force: true });
    await page.waitForFunction((count) => window.clicks.millis.length > count, before, { timeout: 20_000 });
    // A person is not that quick; and the clicks must not fall into step with the frames.
    await page.waitForTimeout(100 + Math.random() * 150);
  }
  const late = await heapAfterCollection(session);
  const clicks = await page.evaluate(() => window.clicks.millis.toSorted((a, b) => a - b));
  const rates = await page.getByTestId("rates").allTextContents();
  const lags = await page.getByTestId("lag").allTextContents();
  const quantile = (part: number) => Math.round(clicks[Math.ceil(clicks.length * part) - 1] ?? Number.NaN);
  console.log(
    `${clicks.length} clicks: p50 ${quantile(0.5)} ms, p99 ${quantile(0.99)} ms, max ${quantile(1)} ms;` +
      ` heap ${Math.round((early ?? 0) / 1e6)} → ${Math.round(late / 1e6)} MB; ${[...rates, ...lags].join("; ")}`,
  );
  expect(clicks.length).toBeGreaterThan(FLOOD_SECONDS);
  // One click in twenty may meet a machine that is busy with something else; the worst is printed above.
  expect(quantile(0.95)).toBeLessThan(MOST_CLICK_MILLIS);
  expect(late).toBeLessThan((early ?? 0) * MOST_GROWTH);
  await expect(page.locator(".figure-warning")).toHaveCount(0);
  expect(errors).toEqual([]);
});
