import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";

const root = new URL("../..", import.meta.url).pathname;
const target = join(root, "workbench-server/target");

/** What bin/riffle calls besides Java. */
const TOOLS = ["sh", "dirname", "readlink", "sed"];

/** What the server and Flink ask for of the JDK's modules: no compiler, no tools. docs/installing.md has the same list. */
const MODULES = [
  "java.se",
  "jdk.crypto.ec",
  "jdk.localedata",
  "jdk.management",
  "jdk.naming.dns",
  "jdk.security.auth",
  "jdk.security.jgss",
  "jdk.unsupported",
  "jdk.zipfs",
];

const isArchive = (name: string) => /^riffle-.*\.tar\.gz$/.test(name);

const newest = (folder: string, isMeant: (name: string) => boolean) =>
  readdirSync(folder)
    .filter(isMeant)
    .map((name) => join(folder, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];

/** Unpacks the archive of what is built, which is packed first where that was not done, and returns its folder. */
export function unpackDistribution(folder: string): string {
  execFileSync(join(root, "riffle"), ["--help"]);
  const server = newest(join(target, "riffle/server"), (name) => name.endsWith(".jar"));
  let archive = newest(target, isArchive);
  if (!server || !archive || statSync(archive).mtimeMs < statSync(server).mtimeMs) {
    execFileSync("./mvnw", ["-B", "-q", "-ntp", "-N", "assembly:single"], { cwd: root, stdio: "inherit" });
    archive = newest(target, isArchive);
  }
  execFileSync("tar", ["-xzf", archive ?? "", "-C", folder]);
  const unpacked = newest(folder, (name) => name.startsWith("riffle-"));
  if (!unpacked) {
    throw new Error(`nothing was unpacked from ${archive}`);
  }
  return unpacked;
}

/** Makes a Java runtime without a compiler, of the JDK that the build uses, and returns its folder. */
export function makeRuntime(folder: string): string {
  const jlink = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin/jlink") : "jlink";
  const runtime = join(folder, "runtime");
  execFileSync(jlink, ["--add-modules", MODULES.join(","), "--output", runtime]);
  if (existsSync(join(runtime, "bin/javac"))) {
    throw new Error("a runtime with a compiler proves nothing");
  }
  return runtime;
}

/** A folder with the few programs that the script may call, to be all of the path. */
export function makePath(folder: string): string {
  const path = join(folder, "tools");
  mkdirSync(path);
  for (const tool of TOOLS) {
    symlinkSync(execFileSync("/bin/sh", ["-c", `command -v ${tool}`], { encoding: "utf8" }).trim(), join(path, tool));
  }
  return path;
}

/** All files of a folder with their sizes and times, to be compared. */
export function listing(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => {
      const { size, mtimeMs, mode } = statSync(join(folder, name));
      return `${name} ${size} ${mtimeMs} ${mode}`;
    })
    .sort();
}

/** Removes a folder that may be read-only. */
export function remove(folder: string): void {
  execFileSync("chmod", ["-R", "u+w", folder]);
  rmSync(folder, { recursive: true, force: true });
}
