import { type Browser, expect, type Page, test } from "@playwright/test";
import { OpenIdProvider } from "./openIdProvider";
import { freePort, TestWorkbench } from "./workbench";

let workbench: TestWorkbench;
let provider: OpenIdProvider;

test.beforeAll(async () => {
  const port = await freePort();
  provider = await OpenIdProvider.start(`http://127.0.0.1:${port}`);
  // Nothing runs here: no cluster is started.
  workbench = await TestWorkbench.startOn(
    port,
    ...["--accounts", "true", "--cluster", "http://127.0.0.1:1", "--cluster-has-jars", "true"],
    ...["--oidc-issuer", provider.issuer, "--oidc-name", "Example", "--oidc-client-id", OpenIdProvider.CLIENT],
    ...["--oidc-client-secret", OpenIdProvider.SECRET],
  );
});

test.afterAll(async () => {
  await workbench?.remove();
  await provider?.stop();
});

const origin = () => new URL(workbench.address).origin;

async function profile(browser: Browser, path: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(origin() + path);
  return page;
}

/** Goes to the provider, says who one is there, and comes back. */
async function identify(page: Page, who: string): Promise<void> {
  await page.getByRole("link", { name: "Continue with Example" }).click();
  await page.getByPlaceholder("Enter any login").fill(who);
  await page.getByPlaceholder("and password").fill("anything");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}

test("people sign in by their provider, once they were invited", async ({ page, browser }) => {
  const stranger = await profile(browser, "/");
  await identify(stranger, "ada");
  await expect(stranger.getByText("You have no account here yet")).toBeVisible();

  // Whoever turns back there is told so in words.
  const undecided = await profile(browser, "/");
  await undecided.getByRole("link", { name: "Continue with Example" }).click();
  await undecided.getByRole("link", { name: /Cancel/ }).click();
  await expect(undecided.getByText(/^Signing in by Example did not work: .*access_denied/)).toBeVisible();

  await page.goto(workbench.address);
  await page.goto(`${origin()}/people`);
  await page.getByLabel("Invite somebody").fill("Ada");
  await page.getByRole("button", { name: "Make an invitation" }).click();
  const invitation = new URL(await page.getByLabel("Address for Ada").inputValue()).pathname;
  const ada = await profile(browser, invitation);
  await identify(ada, "ada");
  await ada.getByRole("button", { name: "Account: ada of the provider" }).click();
  await expect(ada.getByText("ada of the provider · ada")).toBeVisible();
  await expect(ada.getByRole("menuitem", { name: "Change password…" })).toHaveCount(0);
  await ada.getByRole("menuitem", { name: "Sign out" }).click();

  // From now on by the provider alone, which remembers who is there.
  await ada.getByRole("link", { name: "Continue with Example" }).click();
  await expect(ada.getByRole("button", { name: "Account: ada of the provider" })).toBeVisible();

  // An answer of the provider is worth nothing in a browser that did not ask.
  const begun = await profile(browser, "/");
  const answered = begun.waitForRequest((request) => request.url().includes("/api/sign-in/openid/done"));
  await identify(begun, "ada");
  const answer = (await answered).url();
  const victim = await profile(browser, "/");
  await victim.goto(answer);
  await expect(victim.getByText("begun in another browser")).toBeVisible();
  await victim.reload();
  await expect(victim.getByLabel("Login")).toBeVisible();
  for (const other of [stranger, undecided, ada, begun, victim]) {
    await other.context().close();
  }
});
