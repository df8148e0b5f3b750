import { call } from "./http";

export type SharedKind = "notebook" | "dashboard";

/** A share link as its owner sees it. */
export interface ShareLink {
  readonly id: string;
  readonly name: string;
  readonly showsSql: boolean;
  readonly hasPassword: boolean;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  /** Of its address, from `/s/` on. */
  readonly path: string;
  /** How many look at it now. */
  readonly viewers: number;
  /** Of the sites that may embed it, as `https://wiki.example.org`. */
  readonly origins: readonly string[];
  /** Of which moment it shows the rows; null where it is live. */
  readonly frozenAt: string | null;
}

export interface NewShareLink {
  readonly name: string;
  readonly showsSql: boolean;
  readonly expiresAt: string | null;
  readonly password: string | null;
  readonly origins: readonly string[];
  /** It shows the rows of now, for good. */
  readonly frozen: boolean;
}

/** What whoever has a link learns of it first. */
export type Shared = OpenShared | { readonly needsPassword: true };

/** What whoever may see it learns. */
export interface OpenShared {
  readonly needsPassword: false;
  readonly kind: SharedKind;
  readonly id: string;
  readonly showsSql: boolean;
  readonly frozenAt: string | null;
}

export async function listLinks(kind: SharedKind, id: string): Promise<readonly ShareLink[]> {
  return (await call<{ links: readonly ShareLink[] }>("GET", `/links?kind=${kind}&id=${id}`)).links;
}

export function createLink(kind: SharedKind, id: string, link: NewShareLink): Promise<ShareLink> {
  return call<ShareLink>("POST", "/links", { kind, id, ...link });
}

/** Pages that show it lose it at once. */
export function endLink(link: string): Promise<void> {
  return call("DELETE", `/links/${link}`);
}

/** The whole address, to be sent to somebody. */
export function addressOf(link: ShareLink): string {
  return location.origin + link.path;
}
