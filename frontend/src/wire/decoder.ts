/** Small building blocks that check JSON and give it a type. A wrong value throws {@link DecodeError} with its place. */

export class DecodeError extends Error {}

export type Decoder<T> = (value: unknown, place: string) => T;

function fail(place: string, expected: string): never {
  throw new DecodeError(`${place || "message"}: ${expected} expected`);
}

export const text: Decoder<string> = (value, place) => (typeof value === "string" ? value : fail(place, "a string"));

export const flag: Decoder<boolean> = (value, place) =>
  typeof value === "boolean" ? value : fail(place, "true or false");

export const number: Decoder<number> = (value, place) =>
  typeof value === "number" && Number.isFinite(value) ? value : fail(place, "a number");

export function nullable<T>(decoder: Decoder<T>): Decoder<T | null> {
  return (value, place) => (value === null ? null : decoder(value, place));
}

export function list<T>(decoder: Decoder<T>): Decoder<readonly T[]> {
  return (value, place) =>
    Array.isArray(value) ? value.map((item, i) => decoder(item, `${place}[${i}]`)) : fail(place, "a list");
}

/** A list whose items are taken as they are: rows have too many of them to look at each. */
export function rawList<T>(): Decoder<readonly T[]> {
  return (value, place) => (Array.isArray(value) ? (value as T[]) : fail(place, "a list"));
}

export function word<T extends string>(...words: readonly T[]): Decoder<T> {
  return (value, place) => (words.includes(value as T) ? (value as T) : fail(place, `one of ${words.join(", ")}`));
}

type Fields<T> = { readonly [K in keyof T]: Decoder<T[K]> };

/** An object with exactly these fields. */
export function record<T>(fields: Fields<T>): Decoder<T> {
  const names = Object.keys(fields) as (keyof T & string)[];
  return (value, place) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      fail(place, "an object");
    }
    const source = value as Record<string, unknown>;
    for (const name of Object.keys(source)) {
      if (!Object.hasOwn(fields, name)) {
        fail(`${place}.${name}`, "no such field");
      }
    }
    const result = {} as T;
    for (const name of names) {
      if (!Object.hasOwn(source, name)) {
        fail(`${place}.${name}`, "a value");
      }
      result[name] = fields[name](source[name], `${place}.${name}`);
    }
    return result;
  };
}

/** An object told apart by the word in one of its fields. */
export function union<T>(tag: string, cases: Readonly<Record<string, Decoder<unknown>>>): Decoder<T> {
  return (value, place) => {
    const chosen = (value as Record<string, unknown> | null)?.[tag];
    if (typeof chosen !== "string" || !Object.hasOwn(cases, chosen)) {
      fail(`${place}.${tag}`, `one of ${Object.keys(cases).join(", ")}`);
    }
    return (cases[chosen] as Decoder<unknown>)(value, place) as T;
  };
}
