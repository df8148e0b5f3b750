/** What a view's counters said at one moment of the server's clock. */
export interface Count {
  readonly at: number;
  /** Changes of the result in the job. */
  readonly changes: number;
  /** Changes that were left after the tap, and travelled. */
  readonly sent: number;
}

export interface Rates {
  readonly changes: number;
  readonly sent: number;
}

const WINDOW_MILLIS = 5_000;
const MOST_COUNTS = 8;

/** The newest counts, oldest first: of about five seconds. Counters that went back belong to another job: they start anew. */
export function withCount(counts: readonly Count[], count: Count): readonly Count[] {
  const last = counts.at(-1);
  if (last && (count.changes < last.changes || count.sent < last.sent)) {
    return [count];
  }
  if (last && count.at <= last.at) {
    return counts;
  }
  const since = count.at - WINDOW_MILLIS;
  const kept = counts.slice(1 - MOST_COUNTS);
  // One older than the window stays: it is where the window begins.
  while (kept.length > 1 && (kept[1] as Count).at <= since) {
    kept.shift();
  }
  return [...kept, count];
}

/** Changes a second between the first and the last count; null where they are too near to tell. */
export function ratesOf(counts: readonly Count[]): Rates | null {
  const first = counts[0];
  const last = counts.at(-1);
  if (!first || !last || last.at - first.at < 200) {
    return null;
  }
  const seconds = (last.at - first.at) / 1_000;
  return { changes: (last.changes - first.changes) / seconds, sent: (last.sent - first.sent) / seconds };
}
