import type { ColumnType, Value } from "../wire/types";
import type { View } from "./view";

/** Whether a column can say when its row's event was. */
export function isEventTime(type: ColumnType): boolean {
  return type.name === "TIMESTAMP" || type.name === "TIMESTAMP_LTZ";
}

/**
 * The newest value of a column among the rows that changed after a version. Values of one type have as many digits as
 * each other, so that the later time is the greater string.
 */
export function newestChanged(view: View, column: number, after: number): Value {
  let newest: string | null = null;
  for (const row of view.rows) {
    if (row.touchedAt > after) {
      const value = row.values[column];
      if (typeof value === "string" && (newest === null || value > newest)) {
        newest = value;
      }
    }
  }
  return newest;
}

const WALL_CLOCK = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,3}))?/;

/**
 * The moment that a wall-clock time in a time zone means, in milliseconds since 1970; null where it is none. Of the two
 * moments of an hour that comes twice, when clocks are set back, it is the one nearer to another.
 */
export function instantOf(value: Value, timeZone: string, near: number): number | null {
  const match = typeof value === "string" ? WALL_CLOCK.exec(value) : null;
  if (!match) {
    return null;
  }
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const wall = Date.UTC(year, month - 1, day, hour, minute, second, Number((match[7] ?? "").padEnd(3, "0")));
  const offset = offsetsOf(timeZone);
  if (!offset) {
    return null;
  }
  const moments = [wall - offset(wall - DAY), wall - offset(wall + DAY)];
  const meant = moments.filter((moment) => moment + offset(moment) === wall);
  const [earlier, later] = meant.length > 0 ? meant : moments;
  if (earlier === undefined) {
    return null;
  }
  return later !== undefined && Math.abs(later - near) < Math.abs(earlier - near) ? later : earlier;
}

const DAY = 86_400_000;
const OFFSET = /^([+-])(\d\d):(\d\d)$/;

type Offsets = (moment: number) => number;

let known: { readonly timeZone: string; readonly offsets: Offsets | null } | null = null;

/** How far a zone's clocks are ahead of UTC at a moment, in milliseconds; null for a zone that the browser does not know. */
function offsetsOf(timeZone: string): Offsets | null {
  if (known?.timeZone !== timeZone) {
    known = { timeZone, offsets: fixedOffset(timeZone) ?? placeOffsets(timeZone) };
  }
  return known.offsets;
}

function fixedOffset(timeZone: string): Offsets | null {
  if (timeZone === "Z") {
    return () => 0;
  }
  const match = OFFSET.exec(timeZone);
  if (!match) {
    return null;
  }
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  const millis = (match[1] === "-" ? -minutes : minutes) * 60_000;
  return () => millis;
}

function placeOffsets(timeZone: string): Offsets | null {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return null;
  }
  return (moment) => {
    const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const { type, value } of format.formatToParts(moment)) {
      parts[type] = Number(value);
    }
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1_000) * 1_000;
  };
}
