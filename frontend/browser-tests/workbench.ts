import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";

const root = new URL("../..", import.meta.url).pathname;

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** What starts a server, and in which environment. */
export interface Launcher {
  readonly command: string;
  readonly environment: NodeJS.ProcessEnv;
}

const BUILT_HERE: Launcher = { command: join(root, "riffle"), environment: process.env };

/** A real server with its own data directory, its session cluster included. */
export class TestWorkbench {
  private process: ChildProcess | null = null;
  address = "";

  private constructor(
    private readonly data: string,
    private readonly port: number,
    private readonly flags: readonly string[],
    private readonly launcher: Launcher = BUILT_HERE,
  ) {}

  static async start(...flags: string[]): Promise<TestWorkbench> {
    return TestWorkbench.startOn(await freePort(), ...flags);
  }

  static async startOn(port: number, ...flags: string[]): Promise<TestWorkbench> {
    const workbench = new TestWorkbench(mkdtempSync(join(tmpdir(), "riffle-browser-")), port, flags);
    await workbench.launch();
    return workbench;
  }

  static async startBy(launcher: Launcher, ...flags: string[]): Promise<TestWorkbench> {
    const data = mkdtempSync(join(tmpdir(), "riffle-browser-"));
    const workbench = new TestWorkbench(data, await freePort(), flags, launcher);
    await workbench.launch();
    return workbench;
  }

  async launch(): Promise<void> {
    const { command, environment } = this.launcher;
    const child = spawn(command, ["--port", String(this.port), "--data", this.data, ...this.flags], {
      cwd: root,
      env: environment,
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.process = child;
    this.address = await new Promise<string>((resolve, reject) => {
      let output = "";
      child.stdout?.on("data", (chunk: Buffer) => {
        output += chunk.toString();
        const found = /Riffle is at (\S+)/.exec(output);
        if (found?.[1]) {
          resolve(found[1]);
        }
      });
      child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${output}`)));
    });
  }

  /** Asks the HTTP interface as whoever has the token. */
  async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const { origin, searchParams } = new URL(this.address);
    const answer = await fetch(origin + path, {
      method,
      headers: { Authorization: `Bearer ${searchParams.get("token")}`, "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    }
    return (answer.status === 204 ? undefined : await answer.json()) as T;
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    const child = this.process;
    this.process = null;
    if (child && child.exitCode === null) {
      await new Promise<void>((resolve) => {
        child.once("exit", () => resolve());
        child.kill(signal);
      });
    }
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.data, { recursive: true, force: true, maxRetries: 20, retryDelay: 500 });
  }
}

/** A browser profile of its own, that never signed in. */
export async function stranger(browser: Browser, address: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(() => {
    const sockets: WebSocket[] = [];
    window.WebSocket = class extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        sockets.push(this);
      }
    };
    Object.assign(window, { sockets });
  });
  await page.goto(address);
  return page;
}

/** Ends the connection of a {@link stranger}'s page, as a network would; the server stays as it is. */
export async function dropConnection(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { sockets } = window as unknown as { sockets: WebSocket[] };
    for (const socket of sockets) {
      socket.close();
    }
  });
}
