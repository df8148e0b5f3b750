import { readdirSync } from "node:fs";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { ForeignCluster } from "./foreignCluster";
import { TestWorkbench } from "./workbench";

// PAGES=20 KILLS=20 is the whole of it, on both kinds of cluster; a few of each show every day that it still holds.
const PAGES = Number(process.env.PAGES ?? 5);
const KILLS = Number(process.env.KILLS ?? 1);
const CLUSTERS = KILLS > 1 ? ["its own cluster", "a cluster that stays"] : ["its own cluster"];
const QUERIES = ["total", "parts", "newest"];
// They are to be live within 30 s of the restart, and it is said how long it took; a busy machine is given longer.
const AGAIN_WITHIN = 120_000;

const edit = (workbench: TestWorkbench, dashboard: string, editId: string, what: unknown) =>
  workbench.ask("POST", `/api/dashboards/${dashboard}/edits`, { editId, basedOn: 1_000_000, edit: what });

/** How many jobs run, by the cluster's own list. */
async function runningJobs(workbench: TestWorkbench): Promise<number> {
  const { address } = await workbench.ask<{ address: string | null }>("GET", "/api/cluster");
  if (address === null) {
    return -1;
  }
  const { jobs } = (await (await fetch(`${address}/jobs/overview`)).json()) as { jobs: { state: string }[] };
  return jobs.filter(({ state }) => state === "RUNNING").length;
}

const tile = (notebook: string, cell: string, y: number) => ({
  kind: "addTile",
  tile: {
    id: `tile-${cell}`,
    x: 0,
    y,
    width: 6,
    height: 6,
    title: null,
    description: "",
    content: { kind: "cell", notebook, cell },
  },
});

/** Four dashboards of one notebook's three queries, all kept running; a link to each. */
async function wall(workbench: TestWorkbench): Promise<readonly { id: string; link: string }[]> {
  const source = "CREATE TABLE numbers (n INT) WITH ('connector' = 'datagen', 'rows-per-second' = '100')";
  const cells = [
    ["setup", source],
    ["total", "SELECT COUNT(*) AS c FROM numbers"],
    ["parts", "SELECT n > 0 AS k, COUNT(*) AS c FROM numbers GROUP BY n > 0"],
    ["newest", "SELECT MAX(n) AS m FROM numbers"],
  ].map(([id, text]) => ({ kind: "sql", id, text }));
  const notebook = await workbench.ask<{ id: string }>("POST", "/api/notebooks", { title: "Numbers", cells });
  const made = [];
  for (let i = 0; i < 4; i++) {
    const { id } = await workbench.ask<{ id: string }>("POST", "/api/dashboards", { title: `Wall ${i}` });
    for (const [row, cell] of QUERIES.entries()) {
      await edit(workbench, id, `add-${cell}`, tile(notebook.id, cell, row * 6));
    }
    await edit(workbench, id, "keep", { kind: "setKeptRunning", keptRunning: true });
    const link = await workbench.ask<{ path: string }>("POST", "/api/links", { kind: "dashboard", id, name: "Wall" });
    made.push({ id, link: link.path });
  }
  return made;
}

/** Every tile says that it is live, and its numbers move. The page itself looks, so that asking costs the machine nothing. */
async function expectLive(page: Page, timeout: number): Promise<void> {
  const live = await page.evaluate(
    ({ tiles, timeout }) =>
      new Promise<boolean>((resolve) => {
        const numbers = () =>
          [...document.querySelectorAll('[role="row"]')].map(({ textContent }) => textContent).join("\n");
        let before: string | null = null;
        const look = () => {
          if (document.querySelectorAll('[data-testid="tile-time"][data-fresh="true"]').length !== tiles) {
            return;
          }
          if (before === null) {
            before = numbers();
          } else if (numbers() !== before) {
            end(true);
          }
        };
        const observer = new MutationObserver(look);
        const limit = setTimeout(() => end(false), timeout);
        const end = (live: boolean) => {
          clearTimeout(limit);
          observer.disconnect();
          resolve(live);
        };
        observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        look();
      }),
    { tiles: QUERIES.length, timeout },
  );
  expect(live, `${page.url()} is live`).toBe(true);
}

/** Each in a window of its own, since a tab in the background idles; by turns of the owner and of somebody with a link. */
async function openPages(
  browser: Browser,
  workbench: TestWorkbench,
  walls: readonly { id: string; link: string }[],
): Promise<readonly Page[]> {
  const { origin } = new URL(workbench.address);
  const pages: Page[] = [];
  for (let i = 0; i < PAGES; i++) {
    const here = walls[i % walls.length];
    const page = await (await browser.newContext()).newPage();
    if (i % 2 === 0) {
      await page.goto(workbench.address);
    }
    await page.goto(origin + (i % 2 === 0 ? `/d/${here?.id}` : here?.link));
    await page.evaluate(() => {
      document.body.dataset.mark = "never reloaded";
    });
    pages.push(page);
  }
  return pages;
}

test("the build left archives of classes, by which a start is quick", () => {
  const archives = readdirSync(new URL("../../workbench-server/target/riffle/archives", import.meta.url));
  expect(archives.sort()).toEqual(["jobmanager.jsa", "server.jsa", "taskmanager.jsa"]);
});

for (const kind of CLUSTERS) {
  test(`${PAGES} pages of dashboards are live again after each of ${KILLS} kills, on ${kind}`, async ({ browser }) => {
    test.setTimeout(300_000 + KILLS * 150_000);
    const cluster = kind === "its own cluster" ? null : await ForeignCluster.start();
    const workbench = await TestWorkbench.start(...(cluster ? ["--cluster", cluster.address] : []));
    try {
      const walls = await wall(workbench);
      const pages = await openPages(browser, workbench, walls);
      await Promise.all(pages.map((page) => expectLive(page, 90_000)));
      const seconds: number[] = [];
      for (let kill = 1; kill <= KILLS; kill++) {
        const said = `Before kill ${kill}`;
        await edit(workbench, walls[0]?.id ?? "", `say-${kill}`, { kind: "setDescription", description: said });
        await workbench.stop("SIGKILL");
        const restart = Date.now();
        await workbench.launch();
        await Promise.all(pages.map((page) => expectLive(page, AGAIN_WITHIN)));
        seconds.push((Date.now() - restart) / 1000);
        await expect.poll(() => runningJobs(workbench), { timeout: 60_000 }).toBe(QUERIES.length);
        for (const page of pages) {
          expect(await page.evaluate(() => document.body.dataset.mark)).toBe("never reloaded");
        }
        const stored = await workbench.ask<{ description: string }>("GET", `/api/dashboards/${walls[0]?.id}`);
        expect(stored.description).toBe(said);
      }
      seconds.sort((a, b) => a - b);
      const median = seconds[Math.floor(seconds.length / 2)];
      console.log(
        `live again ${median} s after the restart (median), ${seconds.at(-1)} s at most, on ${kind}: ${seconds.join(", ")}`,
      );
      await Promise.all(pages.map((page) => page.context().close()));
    } finally {
      await workbench.remove();
      await cluster?.stop();
    }
  });
}
