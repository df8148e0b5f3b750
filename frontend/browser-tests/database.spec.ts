import { expect, type Page, test } from "@playwright/test";
import { freePort, TestWorkbench } from "./workbench";

let workbench: TestWorkbench;

test.beforeAll(async () => {
  workbench = await TestWorkbench.start();
});

test.afterAll(async () => {
  await workbench?.remove();
});

async function openForm(page: Page) {
  await page.goto(workbench.address);
  await page.getByRole("button", { name: "New notebook" }).click();
  await page.getByRole("button", { name: "Connect…" }).click();
  const dialog = page.getByRole("dialog", { name: "Connect data" });
  await dialog.getByText("Database", { exact: true }).click();
  return dialog;
}

test("what is wrong with a database's settings stands beside their field, and nothing is kept of them", async ({
  page,
}) => {
  const dialog = await openForm(page);
  const url = dialog.getByLabel("JDBC URL");
  const connect = dialog.getByRole("button", { name: "Connect", exact: true });
  await dialog.getByLabel("Password of the user").fill("Zx81qW");

  await url.fill("postgres://localhost/shop");
  await connect.click();
  await expect(url).toHaveAccessibleDescription(/the URL that psql takes/);

  const port = await freePort();
  await url.fill(`jdbc:postgresql://localhost:${port}/shop`);
  await connect.click();
  await expect(dialog.getByLabel("User", { exact: true })).toHaveAccessibleDescription(/Give the name of a user/);

  await dialog.getByLabel("User", { exact: true }).fill("reader");
  await connect.click();
  await expect(url).toHaveAccessibleDescription(new RegExp(`Nothing listens at localhost:${port}`));

  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Connect…" }).click();
  await dialog.getByText("Database", { exact: true }).click();
  await expect(dialog.getByLabel("Password of the user")).toHaveValue("");
  const secrets = await page.request.get(new URL("/api/secrets", workbench.address).href);
  expect(await secrets.json()).toEqual({ secrets: [] });
});
