import { call } from "../shell/http";

/** What has a history. */
export type DocumentKind = "notebook" | "dashboard";

/** One version in a history; see docs/http-api.md. */
export interface Version {
  /** Rises by one from version to version. */
  readonly number: number;
  readonly cause: "created" | "edited" | "removed" | "restored";
  /** The version that was brought back. */
  readonly restored: number | null;
  readonly begunAt: string;
  readonly changedAt: string;
  /** Names of who changed it; none where there are no accounts. */
  readonly people: readonly string[];
  readonly name: string | null;
}

export const MOST_NAME = 100;

const path = (kind: DocumentKind, id: string) => `/${kind}s/${id}/versions`;

/** The newest, which is the document as it is, first. */
export async function listVersions(kind: DocumentKind, id: string): Promise<readonly Version[]> {
  return (await call<{ versions: readonly Version[] }>("GET", path(kind, id))).versions;
}

/** The document as it was in a version. */
export function readVersion<D>(kind: DocumentKind, id: string, version: number): Promise<D> {
  return call<D>("GET", `${path(kind, id)}/${version}`);
}

/** @param name null takes it away */
export function nameVersion(kind: DocumentKind, id: string, version: number, name: string | null): Promise<void> {
  return call("PUT", `${path(kind, id)}/${version}/name`, { name });
}

/** @param basedOn the revision that is replaced: refused where it is not the newest any more */
export function restoreVersion(kind: DocumentKind, id: string, version: number, basedOn: number): Promise<unknown> {
  return call("POST", `${path(kind, id)}/${version}/restore`, { basedOn });
}

/** Versions of one day, in the order in which they were given. */
export interface Day {
  readonly day: string;
  readonly versions: readonly Version[];
}

export function byDay(versions: readonly Version[], now: Date): readonly Day[] {
  const days: { day: string; versions: Version[] }[] = [];
  for (const version of versions) {
    const day = dayOf(new Date(version.changedAt), now);
    const last = days.at(-1);
    if (last?.day === day) {
      last.versions.push(version);
    } else {
      days.push({ day, versions: [version] });
    }
  }
  return days;
}

function dayOf(date: Date, now: Date): string {
  const midnight = (of: Date) => new Date(of.getFullYear(), of.getMonth(), of.getDate()).getTime();
  const days = Math.round((midnight(now) - midnight(date)) / 86_400_000);
  if (days === 0) {
    return "Today";
  }
  return days === 1
    ? "Yesterday"
    : date.toLocaleDateString(undefined, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

/** From when to when, in the clock's words. */
export function timesOf({ begunAt, changedAt }: Pick<Version, "begunAt" | "changedAt">): string {
  const clock = (at: string) => new Date(at).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
  const [from, to] = [clock(begunAt), clock(changedAt)];
  return from === to ? to : `${from} – ${to}`;
}

/** What came about by it, in a few words; empty for plain edits. */
export function causeOf(version: Version, all: readonly Version[], kind: DocumentKind): string {
  switch (version.cause) {
    case "created":
      return "Created";
    case "removed":
      return kind === "notebook" ? "Cells deleted" : "Tiles removed";
    case "restored": {
      const source = all.find(({ number }) => number === version.restored);
      return source
        ? `Restored ${source.name ? `“${source.name}”` : `what was there at ${whenOf(source)}`}`
        : "Restored";
    }
    case "edited":
      return "";
  }
}

export function whenOf({ changedAt }: Pick<Version, "changedAt">): string {
  return new Date(changedAt).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
