import { type Browser, expect, type Page, test } from "@playwright/test";
import { TestWorkbench } from "./workbench";

let workbench: TestWorkbench;

test.beforeAll(async () => {
  workbench = await TestWorkbench.start("--accounts", "true");
});

test.afterAll(async () => {
  await workbench?.remove();
});

const PASSWORD = "correct horse battery";
const cells = (page: Page) => page.getByTestId("cell");
const editors = (page: Page) => page.locator(".cm-content");

/** Makes an invitation on the page of people, and gives its address. */
async function invite(page: Page, name: string): Promise<string> {
  await page.getByLabel("Invite somebody").fill(name);
  await page.getByRole("button", { name: "Make an invitation" }).click();
  return page.getByLabel(`Address for ${name}`).inputValue();
}

/** A browser profile of its own in which somebody follows an invitation. */
async function join(browser: Browser, address: string, login: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(address);
  await page.getByLabel("Login").fill(login);
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("button", { name: "Make my account" }).click();
  await expect(page.getByRole("heading", { name: "Notebooks" })).toBeVisible();
  return page;
}

async function share(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: /Share this/ });
  await dialog.getByRole("combobox", { name: "Add somebody" }).click();
  await page.getByRole("option", { name: new RegExp(name) }).click();
  await expect(dialog.getByTestId("person").filter({ hasText: name })).toBeVisible();
}

async function setRole(page: Page, name: string, role: string): Promise<void> {
  await page.getByRole("combobox", { name: `Role of ${name}` }).click();
  await page.getByRole("option", { name: role, exact: true }).click();
  await expect(page.getByRole("combobox", { name: `Role of ${name}` })).toHaveValue(role);
}

test("people come by invitation, and what they may do changes on their open pages", async ({ page, browser }) => {
  await page.goto(workbench.address);
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "People" }).click();
  await expect(page.getByText("Nobody has an account yet")).toBeVisible();
  const invitations = [await invite(page, "Ada"), await invite(page, "Ben")] as const;
  const ada = await join(browser, invitations[0], "ada");
  const ben = await join(browser, invitations[1], "ben@example.org");
  await ada.getByRole("button", { name: "New notebook" }).click();
  await expect(cells(ada)).toHaveCount(1);
  await editors(ada).click();
  await ada.keyboard.insertText("SELECT 20 + 22 AS answer;");
  await ada.keyboard.press("ControlOrMeta+Enter");
  await expect(ada.getByRole("cell", { name: "42" })).toBeVisible({ timeout: 90_000 });

  // What is not shared is not there for others.
  await expect(ben.getByRole("link", { name: "Untitled notebook" })).toHaveCount(0);
  await ben.goto(ada.url());
  await expect(ben.getByRole("heading", { name: /not here/ })).toBeVisible();

  // A viewer sees all of it, live, with nothing to press.
  await ada.getByRole("button", { name: "Share", exact: true }).click();
  await share(ada, "Ben");
  await ben.reload();
  await expect(ben.getByRole("cell", { name: "42" })).toBeVisible();
  await expect(ben.getByText("SELECT 20 + 22 AS answer;")).toBeVisible();
  await expect(ben.getByRole("button", { name: /Run|Stop|Share/ })).toHaveCount(0);

  // An editor types and runs, on the page that is open already.
  await setRole(ada, "Ben", "Editor");
  await expect(ben.getByRole("button", { name: "Run all" })).toBeVisible();
  await ada.keyboard.press("Escape");
  await editors(ben).click();
  await ben.keyboard.press("ControlOrMeta+a");
  await ben.keyboard.insertText("SELECT 6 * 7 + 1 AS other;");
  await ben.keyboard.press("ControlOrMeta+Enter");
  await expect(ada.getByRole("cell", { name: "43" })).toBeVisible({ timeout: 60_000 });
  await expect(editors(ada)).toHaveText("SELECT 6 * 7 + 1 AS other;");

  // Whoever is no longer one loses it at once, and it is gone for whoever was taken away.
  await ada.getByRole("button", { name: "Share", exact: true }).click();
  await setRole(ada, "Ben", "Viewer");
  await expect(ben.getByRole("button", { name: "Run all" })).toHaveCount(0);
  await expect(ben.getByRole("cell", { name: "43" })).toBeVisible();
  await ada.getByRole("button", { name: "Take Ben away" }).click();
  await expect(ben.getByRole("heading", { name: /not here/ })).toBeVisible();
  await ada.getByRole("combobox", { name: "Role of Ada" }).click();
  await ada.getByRole("option", { name: "Viewer", exact: true }).click();
  await expect(ada.getByRole("alert")).toContainText("Somebody must own it");

  // Whoever is disabled is out, on every page.
  await page.goto(new URL("/people", workbench.address).href);
  await page.getByRole("button", { name: "More for Ben" }).click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await expect(ben.getByLabel("Login")).toBeVisible({ timeout: 5_000 });
  await ben.getByLabel("Login").fill("ben@example.org");
  await ben.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await ben.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(ben.getByText("Login or password is not right.")).toBeVisible();
  await page.getByRole("button", { name: "More for Ben" }).click();
  await page.getByRole("menuitem", { name: "Let in again" }).click();
  await expect(page.getByTestId("accounts").getByText("disabled")).toHaveCount(0);
  await ben.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(ben.getByRole("heading", { name: /not here/ })).toBeVisible();
  for (const other of [ada, ben]) {
    await other.context().close();
  }
});

const EVENTS = `CREATE TABLE events (color STRING) WITH (
  'connector' = 'faker', 'rows-per-second' = '50',
  'fields.color.expression' = '#{Options.option ''red'',''blue'',''green''}'
)`;
const COLOUR = ["$", "{colour}"].join("");
const colour = (page: Page) => page.locator('[data-testid="input"][data-name="colour"]').getByRole("combobox");

/** A dashboard of one tile, which shows how many events there are of a colour that viewers may choose. */
async function makeWall(): Promise<string> {
  const input = {
    name: "colour",
    label: "",
    type: "text",
    choice: "one",
    options: { kind: "list", values: ["red", "blue", "green"] },
    default: ["red"],
    widget: "select",
    minimum: null,
    maximum: null,
    step: null,
    viewersMayChange: true,
  };
  const cells = [
    { kind: "input", id: "colour", input },
    { kind: "sql", id: "events", text: EVENTS },
    {
      kind: "sql",
      id: "chosen",
      text: `SELECT color, COUNT(*) AS n FROM events WHERE color = ${COLOUR} GROUP BY color`,
    },
  ];
  const notebook = await workbench.ask<{ id: string }>("POST", "/api/notebooks", { title: "Colours", cells });
  const dashboard = await workbench.ask<{ id: string }>("POST", "/api/dashboards", { title: "Wall" });
  const content = { kind: "cell", notebook: notebook.id, cell: "chosen" };
  const tile = { id: "tile", x: 0, y: 0, width: 6, height: 8, title: null, description: "", content };
  const edit = { kind: "addTile", tile };
  await workbench.ask("POST", `/api/dashboards/${dashboard.id}/edits`, { editId: "add", basedOn: 1, edit });
  await workbench.ask("POST", `/api/notebooks/${notebook.id}/run`, {});
  return `/d/${dashboard.id}`;
}

/** Only rows of this colour are on the page. */
async function shows(page: Page, colour: string): Promise<void> {
  await expect(page.getByRole("row", { name: new RegExp(`^${colour}`) })).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole("row", { name: /^(red|blue|green)/ })).toHaveCount(1);
}

test("a viewer of a dashboard has values of their own where its owner opened an input", async ({ page, browser }) => {
  await page.goto(workbench.address);
  const { path } = await workbench.ask<{ path: string }>("POST", "/api/invitations", { name: "Cleo" });
  const cleo = await join(browser, new URL(path, workbench.address).href, "cleo");
  const wall = new URL(await makeWall(), workbench.address).href;
  await page.goto(wall);
  await shows(page, "red");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await expect(page.getByRole("region", { name: "People" })).toContainText("inputs that its notebooks open to viewers");
  await share(page, "Cleo");

  // What she chooses is hers alone, and nothing else is hers to change.
  await cleo.goto(wall);
  await shows(cleo, "red");
  await expect(cleo.getByRole("button", { name: /Edit|Share|Stop|Start/ })).toHaveCount(0);
  await colour(cleo).click();
  await cleo.getByRole("option", { name: "blue", exact: true }).click();
  await shows(cleo, "blue");
  await expect(cleo.getByTestId("own-view")).toContainText("your own view");
  await page.keyboard.press("Escape");
  await expect(colour(page)).toHaveValue("red");
  await shows(page, "red");

  // What the owner chooses is everybody's, but for whoever has a value of their own.
  await colour(page).click();
  await page.getByRole("option", { name: "green", exact: true }).click();
  await shows(page, "green");
  await expect(colour(cleo)).toHaveValue("blue");
  await shows(cleo, "blue");
  await cleo.getByRole("button", { name: "Back to everybody’s view" }).click();
  await shows(cleo, "green");

  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("button", { name: "Take Cleo away" }).click();
  await expect(cleo.getByRole("heading", { name: /not here/ })).toBeVisible();
  await cleo.context().close();
});
