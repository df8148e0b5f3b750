import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./workbench";

const root = new URL("../..", import.meta.url).pathname;
const OURS = /^lib\/(sessions|samples|datafaker)-/;

/** Flink's own session cluster on Flink's own jars, without any of this project's: JobManager and TaskManager. */
export class ForeignCluster {
  private readonly processes: ChildProcess[] = [];

  private constructor(
    private readonly folder: string,
    readonly address: string,
  ) {}

  static async start(): Promise<ForeignCluster> {
    // Builds the jars where they are not built yet.
    execFileSync(join(root, "riffle"), ["--help"]);
    const port = await freePort();
    const cluster = new ForeignCluster(mkdtempSync(join(tmpdir(), "riffle-foreign-")), `http://127.0.0.1:${port}`);
    cluster.configure(port, await freePort());
    cluster.spawn("org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
    cluster.spawn("org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
    return cluster;
  }

  private configure(rest: number, rpc: number): void {
    const settings: Record<string, string> = {
      "jobmanager.rpc.address": "127.0.0.1",
      "jobmanager.rpc.port": String(rpc),
      "rest.address": "127.0.0.1",
      "rest.bind-address": "127.0.0.1",
      "rest.port": String(rest),
      "rest.bind-port": String(rest),
      "taskmanager.host": "127.0.0.1",
      "taskmanager.numberOfTaskSlots": "12",
      "taskmanager.cpu.cores": "2.0",
      "taskmanager.memory.framework.heap.size": "128m",
      "taskmanager.memory.framework.off-heap.size": "128m",
      "taskmanager.memory.task.heap.size": "384m",
      "taskmanager.memory.task.off-heap.size": "0m",
      "taskmanager.memory.managed.size": "128m",
      "taskmanager.memory.network.min": "64m",
      "taskmanager.memory.network.max": "64m",
      "taskmanager.memory.jvm-metaspace.size": "256m",
      "taskmanager.memory.jvm-overhead.min": "192m",
      "taskmanager.memory.jvm-overhead.max": "192m",
      "io.tmp.dirs": this.folder,
    };
    const yaml = Object.entries(settings).map(([name, value]) => `${name}: '${value}'\n`);
    writeFileSync(join(this.folder, "config.yaml"), yaml.join(""));
  }

  private spawn(mainClass: string): void {
    const home = join(root, "workbench-server/target/riffle");
    const classPath = readFileSync(join(home, "cluster.classpath"), "utf8")
      .trim()
      .split(":")
      .filter((path) => !OURS.test(path))
      .map((path) => join(home, path))
      .join(":");
    const options = /<flink.jvm.options>(.*)<\/flink.jvm.options>/.exec(
      readFileSync(join(root, "pom.xml"), "utf8"),
    )?.[1];
    const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin/java") : "java";
    const log = openSync(join(this.folder, `${mainClass}.log`), "w");
    const command = [
      "-Xmx512m",
      ...(options ?? "").split(" "),
      "-cp",
      classPath,
      mainClass,
      "--configDir",
      this.folder,
    ];
    this.processes.push(spawn(java, command, { stdio: ["ignore", log, log] }));
  }

  /** The jobs that the cluster itself lists, by state. */
  async jobs(): Promise<readonly { readonly jid: string; readonly name: string; readonly state: string }[]> {
    const answer = await fetch(`${this.address}/jobs/overview`);
    return ((await answer.json()) as { jobs: { jid: string; name: string; state: string }[] }).jobs;
  }

  get isAlive(): boolean {
    return this.processes.every((process) => process.exitCode === null);
  }

  async stop(): Promise<void> {
    for (const child of this.processes.filter((process) => process.exitCode === null)) {
      await new Promise<void>((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGKILL");
      });
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
