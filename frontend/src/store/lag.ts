/** When a frame's oldest change reached the tap and when the frame left it (TaskManager's clock), and when it was sent (server's clock). */
export interface FrameTimes {
  readonly changedAt: number;
  readonly emittedAt: number;
  readonly at: number;
}

/** The way of one frame from the tap to the screen, in milliseconds. */
export interface Lag {
  readonly total: number;
  /** From the oldest change of the frame until the frame left the tap. */
  readonly tap: number;
  /** From the tap to the server's socket. */
  readonly server: number;
  /** From the server's socket until it was painted. */
  readonly screen: number;
}

/**
 * @param paintedAt when the frame was painted, on the server's clock
 * @returns the parts between two clocks are never below zero, so clocks that differ can't shorten the rest
 */
export function lagOf(times: FrameTimes, paintedAt: number): Lag {
  const tap = Math.max(times.emittedAt - times.changedAt, 0);
  const server = Math.max(times.at - times.emittedAt, 0);
  const screen = Math.max(paintedAt - times.at, 0);
  return { total: tap + server + screen, tap, server, screen };
}

export interface LagSample {
  readonly paintedAt: number;
  readonly millis: number;
}

const WINDOW_MILLIS = 5_000;
const MOST_SAMPLES = 256;

/** The newest samples: those of the last five seconds, at least one, at most 256. */
export function withSample(samples: readonly LagSample[], sample: LagSample): readonly LagSample[] {
  const since = sample.paintedAt - WINDOW_MILLIS;
  const kept = samples.filter((other) => other.paintedAt >= since);
  return [...(kept.length < MOST_SAMPLES ? kept : kept.slice(1 - MOST_SAMPLES)), sample];
}

export interface LagSummary {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly newest: number;
  readonly paintedAt: number;
  readonly samples: number;
}

/** The samples of the five seconds before `now`; the newest alone where all are older; null where there is none. */
export function summaryOf(samples: readonly LagSample[], now: number): LagSummary | null {
  const last = samples.at(-1);
  if (!last) {
    return null;
  }
  const recent = samples.filter((sample) => sample.paintedAt >= now - WINDOW_MILLIS);
  const sorted = (recent.length > 0 ? recent : [last]).map((sample) => sample.millis).sort((a, b) => a - b);
  const quantile = (part: number) => sorted[Math.max(Math.ceil(sorted.length * part) - 1, 0)] as number;
  return {
    p50: quantile(0.5),
    p99: quantile(0.99),
    max: sorted[sorted.length - 1] as number,
    newest: last.millis,
    paintedAt: last.paintedAt,
    samples: sorted.length,
  };
}
