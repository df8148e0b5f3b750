import { call, HttpError } from "../shell/http";

/** How a Kafka cluster is reached; as on the wire. */
export interface KafkaSettings {
  readonly servers: string;
  readonly protocol: "PLAINTEXT" | "SSL" | "SASL_PLAINTEXT" | "SASL_SSL";
  readonly mechanism: (typeof MECHANISMS)[number];
  readonly user: string;
  /** The name of the secret that has the password. */
  readonly secret: string;
  /** In PEM. */
  readonly certificates: string;
}

export const MECHANISMS = ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] as const;

export const NO_SETTINGS: KafkaSettings = {
  servers: "",
  protocol: "PLAINTEXT",
  mechanism: "PLAIN",
  user: "",
  secret: "",
  certificates: "",
};

export interface Topic {
  readonly name: string;
  readonly partitions: number;
  /** Null where the cluster does not tell. */
  readonly bytes: number | null;
  /** -1 without an end, null where the cluster does not tell. */
  readonly retentionMillis: number | null;
  readonly compacted: boolean;
}

export interface MessagePart {
  readonly text: string;
  /** Whether the text is hexadecimal. */
  readonly binary: boolean;
}

export interface Message {
  readonly partition: number;
  readonly offset: number;
  readonly time: string;
  readonly key: MessagePart | null;
  readonly value: MessagePart | null;
  readonly bytes: number;
}

/** The statement that makes a table, for somebody to edit. */
export interface TableProposal {
  readonly format: string;
  readonly notes: readonly string[];
  readonly sql: string;
  /** Whether the messages name schemas of a registry that is still to be told. */
  readonly needsRegistry: boolean;
}

export interface TopicSample {
  readonly messages: readonly Message[];
  readonly table: TableProposal;
}

function path(notebook: string, what: string): string {
  return `/notebooks/${encodeURIComponent(notebook)}/connect/${what}`;
}

export async function listTopics(notebook: string, settings: KafkaSettings): Promise<readonly Topic[]> {
  return (await call<{ topics: readonly Topic[] }>("POST", path(notebook, "kafka/topics"), settings)).topics;
}

/** @param registry address of a schema registry, empty where none is known */
export function sampleTopic(
  notebook: string,
  settings: KafkaSettings,
  topic: string,
  registry: string,
): Promise<TopicSample> {
  return call("POST", path(notebook, "kafka/messages"), { settings, topic, registry });
}

/** What went wrong, and the field that it is about. */
export interface Trouble {
  readonly field: string | null;
  readonly message: string;
}

/** The setting that an error is about, as `servers` or `password`; null where it is about none. */
export function fieldOf(error: unknown): string | null {
  const code = error instanceof HttpError ? error.code : "";
  return code.startsWith("CONNECT_") ? code.slice("CONNECT_".length).toLowerCase() : null;
}

export function hasTls({ protocol }: KafkaSettings): boolean {
  return protocol === "SSL" || protocol === "SASL_SSL";
}

export function hasLogin({ protocol }: KafkaSettings): boolean {
  return protocol === "SASL_PLAINTEXT" || protocol === "SASL_SSL";
}

export function protocolOf(tls: boolean, login: boolean): KafkaSettings["protocol"] {
  if (login) {
    return tls ? "SASL_SSL" : "SASL_PLAINTEXT";
  }
  return tls ? "SSL" : "PLAINTEXT";
}

/** In the largest unit of which there is one at least: `1.5 MB`. */
export function sizeText(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** How long messages are kept: `7 days`. */
export function durationText(millis: number): string {
  if (millis < 0) {
    return "for ever";
  }
  const units: readonly [number, string][] = [
    [86_400_000, "day"],
    [3_600_000, "hour"],
    [60_000, "minute"],
    [1_000, "second"],
  ];
  for (const [length, word] of units) {
    if (millis >= length) {
      const count = Math.round((millis / length) * 10) / 10;
      return `${count} ${word}${count === 1 ? "" : "s"}`;
    }
  }
  return `${millis} ms`;
}

/** What a person needs to choose among topics, in a line. */
export function topicFacts(topic: Topic): string {
  const facts = [`${topic.partitions} ${topic.partitions === 1 ? "partition" : "partitions"}`];
  if (topic.bytes !== null) {
    facts.push(sizeText(topic.bytes));
  }
  if (topic.compacted) {
    facts.push("compacted");
  } else if (topic.retentionMillis !== null) {
    facts.push(topic.retentionMillis < 0 ? "kept for ever" : `kept ${durationText(topic.retentionMillis)}`);
  }
  return facts.join(" · ");
}

const KEPT = "riffle.kafka";

/** The settings that worked last in this browser; they have the names of secrets, and no password. */
export function keptSettings(): KafkaSettings | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "null") as Partial<KafkaSettings> | null;
    return kept && typeof kept.servers === "string" ? { ...NO_SETTINGS, ...kept } : null;
  } catch {
    return null;
  }
}

export function keepSettings(settings: KafkaSettings): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing asks again.
  }
}
