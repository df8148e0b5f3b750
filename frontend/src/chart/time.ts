import type { Value } from "../wire/types";

function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) {
      return Number.NaN;
    }
    number = number * 10 + digit;
  }
  return number;
}

const DAY_MILLIS = 86_400_000;
let day = "";
let dayMillis = Number.NaN;

/** Midnight of `2026-05-04`, as if in UTC. The days of a result's rows are mostly the same: the last one is remembered. */
function midnight(text: string): number {
  if (!text.startsWith(day) || day === "") {
    day = text.slice(0, 10);
    dayMillis = Date.parse(`${day}T00:00:00Z`);
  }
  return dayMillis;
}

/** Milliseconds of a wall-clock time, as if it were UTC. No garbage: a chart reads 10,000 of them ten times a second. */
export function timeOf(value: Value): number | null {
  if (typeof value !== "string" || value.length < 10) {
    return null;
  }
  if (value.length === 10) {
    const millis = midnight(value);
    return Number.isNaN(millis) ? null : millis;
  }
  const fraction = Math.min(value.length - 20, 3);
  const millis = fraction > 0 ? digits(value, 20, 20 + fraction) * 10 ** (3 - fraction) : 0;
  const inDay =
    ((digits(value, 11, 13) * 60 + digits(value, 14, 16)) * 60 + digits(value, 17, Math.min(value.length, 19))) *
      1_000 +
    millis;
  const time = midnight(value) + inDay;
  return value.length >= 19 && inDay < DAY_MILLIS && !Number.isNaN(time) ? time : null;
}
