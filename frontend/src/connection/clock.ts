/** How the server's clock stands to the browser's: the newest exchanges of ping and pong, oldest first. A value. */
export type Clock = readonly ClockReading[];

export interface ClockReading {
  /** What to add to the browser's time to have the server's, right to within half the round trip. */
  readonly offsetMillis: number;
  readonly roundTripMillis: number;
}

/** Enough that one exchange in a quiet moment is among them, and few enough that a drifting clock is noticed. */
const MOST_READINGS = 8;

export const UNKNOWN_CLOCK: Clock = [];

/**
 * The clock with one more exchange.
 *
 * @param sentAt when the ping left, on the browser's clock
 * @param receivedAt when the pong came, on the browser's clock
 * @param serverAt what the pong says, on the server's clock
 */
export function withPong(clock: Clock, sentAt: number, receivedAt: number, serverAt: number): Clock {
  const roundTripMillis = Math.max(receivedAt - sentAt, 0);
  const offsetMillis = serverAt - (sentAt + roundTripMillis / 2);
  return [...clock, { offsetMillis, roundTripMillis }].slice(-MOST_READINGS);
}

/** The exchange with the shortest round trip, whose offset is the least wrong; null before the first. */
export function bestReading(clock: Clock): ClockReading | null {
  let best: ClockReading | null = null;
  for (const reading of clock) {
    if (best === null || reading.roundTripMillis <= best.roundTripMillis) {
      best = reading;
    }
  }
  return best;
}

/** The browser's time, milliseconds since 1970; it never goes back, whatever is done to the machine's clock. */
export function browserNow(): number {
  return performance.timeOrigin + performance.now();
}
