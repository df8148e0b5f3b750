import { call, upload } from "../shell/http";

/** What a factory makes. */
export type FactoryKind = "source" | "sink" | "decoding" | "encoding" | "catalog" | "model";

export interface FactoryOption {
  readonly key: string;
  readonly required: boolean;
  /** What holds where it is not set; null where nothing does. */
  readonly value: string | null;
  /** In plain text. */
  readonly description: string;
}

/** A connector, format, catalog or model provider, by the name that statements have for it. */
export interface Factory {
  readonly identifier: string;
  readonly kinds: readonly FactoryKind[];
  /** The file that it is in. */
  readonly jar: string;
  readonly options: readonly FactoryOption[];
}

export interface ConnectorJar {
  readonly name: string;
  readonly bytes: number;
  readonly state: "loaded" | "afterRestart" | "untilRestart";
}

export interface Connectors {
  readonly factories: readonly Factory[];
  readonly jars: readonly ConnectorJar[];
}

/** The groups in which they are shown, with the option by which a statement names one. */
export const GROUPS = [
  { title: "Connectors", kinds: ["source", "sink"], option: "connector" },
  { title: "Formats", kinds: ["decoding", "encoding"], option: "format" },
  { title: "Catalogs", kinds: ["catalog"], option: "type" },
  { title: "Model providers", kinds: ["model"], option: "provider" },
] as const;

export type Group = (typeof GROUPS)[number];

/** What one can do with it, in a word or two; empty where the group says it. */
export function useOf({ kinds }: Factory): string {
  const reads = kinds.includes("source") || kinds.includes("decoding");
  const writes = kinds.includes("sink") || kinds.includes("encoding");
  if (reads && writes) {
    return "read, write";
  }
  return reads ? "read" : writes ? "write" : "";
}

/** Those of a group in which each word of a search occurs: in the name, the jar or an option; first whose name begins with one. */
export function found(factories: readonly Factory[], group: Group, search: string): readonly Factory[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const kinds: readonly FactoryKind[] = group.kinds;
  const within = factories.filter((factory) => {
    const text = [factory.identifier, factory.jar, ...factory.options.map(({ key }) => key)].join(" ").toLowerCase();
    return factory.kinds.some((kind) => kinds.includes(kind)) && words.every((word) => text.includes(word));
  });
  const begins = ({ identifier }: Factory) => words.some((word) => identifier.toLowerCase().startsWith(word));
  return [...within.filter(begins), ...within.filter((factory) => !begins(factory))];
}

/** The clause that names a factory, with a place for each option that it needs. */
export function clauseOf(factory: Factory, group: Group): string {
  const named = `'${group.option}' = '${factory.identifier}'`;
  if (group.option === "format") {
    return named;
  }
  const needed = factory.options
    .filter(({ required, key }) => required && key !== group.option)
    .map(({ key }) => `'${key}' = '…'`);
  return `WITH (\n${[named, ...needed].map((line) => `  ${line}`).join(",\n")}\n)`;
}

export function listConnectors(): Promise<Connectors> {
  return call<Connectors>("GET", "/connectors");
}

export interface Broker {
  readonly state: "off" | "starting" | "running";
  readonly servers: string | null;
  readonly message: string;
}

export function brokerNow(): Promise<Broker> {
  return call<Broker>("GET", "/broker");
}

export function startBroker(): Promise<Broker> {
  return call<Broker>("POST", "/broker/start");
}

/** What is in its topics stays. */
export function stopBroker(): Promise<Broker> {
  return call<Broker>("POST", "/broker/stop");
}

export function deleteJar(name: string): Promise<void> {
  return call("DELETE", `/connectors/${encodeURIComponent(name)}`);
}

/**
 * Sends a jar.
 *
 * @param progress is told which part of it, from 0 to 1, is on its way
 */
export function uploadJar(file: File, progress: (part: number) => void): Promise<void> {
  return upload(`/connectors/${encodeURIComponent(file.name)}`, file, { type: "application/java-archive", progress });
}
