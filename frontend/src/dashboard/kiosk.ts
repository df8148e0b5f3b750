/** How a dashboard hangs on a wall; from the address, `?kiosk=true&rotate=ID,ID&seconds=30`. */
export interface Kiosk {
  /** The dashboards that take turns; none where it is this one only. */
  readonly rotation: readonly string[];
  readonly seconds: number;
}

const SECONDS = 30;
const LEAST_SECONDS = 3;
const MOST_SECONDS = 86_400;

/** Null where the address asks for an ordinary page. */
export function kioskOf(search: string): Kiosk | null {
  const asked = new URLSearchParams(search);
  if (asked.get("kiosk") !== "true") {
    return null;
  }
  const named = (asked.get("rotate") ?? "").split(",").filter((id) => /^[A-Za-z0-9_-]{1,64}$/.test(id));
  const seconds = Number(asked.get("seconds") ?? SECONDS);
  return {
    rotation: [...new Set(named)],
    seconds: Number.isFinite(seconds) ? Math.min(Math.max(seconds, LEAST_SECONDS), MOST_SECONDS) : SECONDS,
  };
}

/** The dashboard that follows `id` in the rotation; null where none other does. */
export function nextIn({ rotation }: Kiosk, id: string): string | null {
  const next = rotation[(rotation.indexOf(id) + 1) % Math.max(rotation.length, 1)];
  return next === undefined || next === id ? null : next;
}

const LEAST_BETWEEN_RELOADS_MILLIS = 60_000;

/**
 * When a page that has to be loaded again may be: at once, but not twice within a minute, since loading may not help.
 *
 * @param last when it was loaded for this reason before, null for never
 */
export function reloadDelay(last: number | null, now: number): number {
  return last === null ? 0 : Math.max(last + LEAST_BETWEEN_RELOADS_MILLIS - now, 0);
}
