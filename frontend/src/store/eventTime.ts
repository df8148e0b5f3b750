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
 * The moment that a wall-clock time of the session means, in milliseconds since 1970; null where it is none. A result
 * does not name its session's time zone (yet): it is taken to be the browser's. This is the only place that assumes so.
 */
export function instantOf(value: Value): number | null {
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
  return new Date(year, month - 1, day, hour, minute, second, Number((match[7] ?? "").padEnd(3, "0"))).getTime();
}
