import { createContext, useContext } from "react";
import { call } from "./http";

/** Who is signed in here. */
export interface Me {
  /** Null for whoever has the server's token. */
  readonly account: string | null;
  readonly login: string | null;
  readonly name: string;
  readonly administrator: boolean;
  /** Whether this server has accounts at all. */
  readonly accounts: boolean;
  /** False for whoever signs in by another provider alone. */
  readonly hasPassword: boolean;
}

export function askWhoIAm(): Promise<Me> {
  return call("GET", "/me");
}

/** Null until it is known. */
export const MeContext = createContext<Me | null>(null);

export function useMe(): Me | null {
  return useContext(MeContext);
}
