import { call } from "./http";

/** All that the server tells of a secret. */
export interface SecretLine {
  readonly name: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export const NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/;
export const FEWEST_CHARACTERS = 4;
export const MOST_CHARACTERS = 10_000;

/** How SQL names a secret, within a string. */
export function written(name: string): string {
  return `\${secret.${name}}`;
}

export async function listSecrets(): Promise<readonly SecretLine[]> {
  return (await call<{ secrets: readonly SecretLine[] }>("GET", "/secrets")).secrets;
}

/** Names of all secrets, none where they are not known. */
export function secretNames(): Promise<readonly string[]> {
  return listSecrets().then(
    (lines) => lines.map(({ name }) => name),
    () => [],
  );
}

/** Stores a value, in place of an earlier one. */
export function putSecret(name: string, value: string): Promise<void> {
  return call("PUT", `/secrets/${encodeURIComponent(name)}`, { value });
}

export function deleteSecret(name: string): Promise<void> {
  return call("DELETE", `/secrets/${encodeURIComponent(name)}`);
}

/** What keeps a name or a value from being stored, null where nothing does. */
export function nameProblem(name: string): string | null {
  return NAME.test(name) ? null : "A letter or _ first, then letters, digits, _ . and -; at most 64.";
}

export function valueProblem(value: string): string | null {
  if (value.length > MOST_CHARACTERS) {
    return "At most 10,000 characters.";
  }
  return value.length < FEWEST_CHARACTERS || value.trim() === ""
    ? "At least 4 characters: a shorter one could not be told from other text, and hidden there."
    : null;
}
