import type { Value } from "./types";

const bits = new DataView(new ArrayBuffer(8));

let hash = 0;
let words = 0;

function word(value: number): void {
  let k = Math.imul(value, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  hash ^= Math.imul(k, 0x1b873593);
  hash = (hash << 13) | (hash >>> 19);
  hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  words++;
}

function add(value: Value): void {
  if (value === null) {
    word(0);
  } else if (value === false) {
    word(1);
  } else if (value === true) {
    word(2);
  } else if (typeof value === "number") {
    bits.setFloat64(0, value);
    word(3);
    word(bits.getInt32(4));
    word(bits.getInt32(0));
  } else if (typeof value === "string") {
    word(4);
    word(value.length);
    for (let i = 0; i < value.length; i++) {
      word(value.charCodeAt(i));
    }
  } else {
    word(5);
    word(value.length);
    for (const element of value) {
      add(element);
    }
  }
}

/** The hash of a row as docs/protocol.md defines it, from 0 to 2^32 − 1. */
export function rowChecksum(id: number, values: readonly Value[]): number {
  hash = 0;
  words = 0;
  word(id | 0);
  word(Math.floor(id / 2 ** 32));
  for (const value of values) {
    add(value);
  }
  let h = hash ^ words;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
