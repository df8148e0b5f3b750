import { call } from "../shell/http";

/** An account as administrators see it. */
export interface AccountLine {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly administrator: boolean;
  readonly disabledAt: string | null;
  readonly signIns: number;
  readonly seenAt: string | null;
}

/** An invitation that nobody has used yet. */
export interface Invitation {
  readonly id: string;
  readonly name: string;
  readonly administrator: boolean;
  readonly expiresAt: string;
  /** Of its address, from `/join/` on. */
  readonly path: string;
}

export async function listAccounts(): Promise<readonly AccountLine[]> {
  return (await call<{ accounts: readonly AccountLine[] }>("GET", "/accounts")).accounts;
}

export async function listInvitations(): Promise<readonly Invitation[]> {
  return (await call<{ invitations: readonly Invitation[] }>("GET", "/invitations")).invitations;
}

export function invite(name: string, administrator: boolean): Promise<Invitation> {
  return call("POST", "/invitations", { name, administrator });
}
