import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "browser-tests",
  timeout: 150_000,
  expect: { timeout: 30_000 },
  workers: 2,
  retries: 0,
  reporter: [["line"]],
  // How soon a flooded page answers is measured with nothing beside it.
  projects: [
    { name: "alone", testMatch: "flood.spec.ts" },
    { name: "beside each other", testIgnore: "flood.spec.ts", dependencies: ["alone"] },
  ],
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
    },
    trace: "off",
  },
});
