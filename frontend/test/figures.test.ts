import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestReading, type Clock, UNKNOWN_CLOCK, withPong } from "../src/connection/clock";
import { formatSpan } from "../src/result/figures";
import { instantOf } from "../src/store/eventTime";
import { type LagSample, lagOf, summaryOf, withSample } from "../src/store/lag";
import { type Count, ratesOf, withCount } from "../src/store/rates";

describe("the server's clock", () => {
  it("is known to within half the shortest of the last round trips", () => {
    const exchange = fc.record({ there: fc.nat(400), back: fc.nat(400), pause: fc.nat(10_000) });
    fc.assert(
      fc.property(fc.integer(), fc.array(exchange, { minLength: 1, maxLength: 30 }), (offset, exchanges) => {
        let clock: Clock = UNKNOWN_CLOCK;
        let now = 0;
        for (const { there, back, pause } of exchanges) {
          clock = withPong(clock, now, now + there + back, now + there + offset);
          now += there + back + pause;
        }
        const shortest = Math.min(...exchanges.slice(-8).map(({ there, back }) => there + back));
        const best = bestReading(clock);
        expect(best?.roundTripMillis).toBe(shortest);
        expect(Math.abs((best?.offsetMillis ?? Number.NaN) - offset)).toBeLessThanOrEqual(shortest / 2);
        expect(clock.length).toBeLessThanOrEqual(8);
      }),
    );
    expect(bestReading(UNKNOWN_CLOCK)).toBeNull();
  });
});

describe("the lag", () => {
  it("is the sum of its parts, none of which is below zero however clocks differ", () => {
    expect(lagOf({ changedAt: 100, emittedAt: 140, at: 160 }, 190)).toEqual({
      total: 90,
      tap: 40,
      server: 20,
      screen: 30,
    });
    const time = fc.nat(10_000);
    fc.assert(
      fc.property(time, time, time, time, (changedAt, emittedAt, at, paintedAt) => {
        const { total, tap, server, screen } = lagOf({ changedAt, emittedAt, at }, paintedAt);
        expect(Math.min(tap, server, screen)).toBeGreaterThanOrEqual(0);
        expect(total).toBe(tap + server + screen);
      }),
    );
  });

  it("is summed up over the last five seconds, of a bounded number of frames", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(300), fc.nat(2_000)), { minLength: 1, maxLength: 600 }),
        fc.nat(8_000),
        (frames, later) => {
          let samples: readonly LagSample[] = [];
          const all: LagSample[] = [];
          let now = 0;
          for (const [pause, millis] of frames) {
            now += pause;
            all.push({ paintedAt: now, millis });
            samples = withSample(samples, { paintedAt: now, millis });
            expect(samples.length).toBeLessThanOrEqual(256);
          }
          const last = all.at(-1) as LagSample;
          const recent = all.slice(-256).filter((sample) => sample.paintedAt >= now + later - 5_000);
          const expected = (recent.length > 0 ? recent : [last]).map((sample) => sample.millis).sort((a, b) => a - b);
          const summary = summaryOf(samples, now + later);
          expect(summary).toMatchObject({ samples: expected.length, max: expected.at(-1), newest: last.millis });
          const atMost = (bound: number) => expected.filter((millis) => millis <= bound).length / expected.length;
          expect(atMost(summary?.p50 ?? 0)).toBeGreaterThanOrEqual(0.5);
          expect(atMost(summary?.p99 ?? 0)).toBeGreaterThanOrEqual(0.99);
        },
      ),
    );
    expect(summaryOf([], 0)).toBeNull();
  });

  it("is shown in the unit that a person would use", () => {
    const shown = (millis: number) => Object.values(formatSpan(millis)).join(" ");
    expect([86.4, 999, 1_449, 12_300, 240_000, -3_200].map(shown)).toEqual([
      "86 ms",
      "999 ms",
      "1.4 s",
      "12 s",
      "4 min",
      "-3.2 s",
    ]);
  });
});

describe("rates", () => {
  it("are those of a steady stream, whenever it is looked at", () => {
    const pauses = fc.array(fc.integer({ min: 300, max: 2_000 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(pauses, fc.nat(5_000), fc.nat(50), (steps, changes, sent) => {
        let counts: readonly Count[] = [];
        let at = 1_000_000;
        for (const step of steps) {
          at += step;
          counts = withCount(counts, { at, changes: (at * changes) / 1_000, sent: (at * sent) / 1_000 });
          expect(counts.length).toBeLessThanOrEqual(8);
        }
        const rates = ratesOf(counts);
        expect(rates?.changes).toBeCloseTo(changes, 3);
        expect(rates?.sent).toBeCloseTo(sent, 3);
      }),
    );
  });

  it("are zero once nothing has come for five seconds, and begin anew with another job", () => {
    let counts: readonly Count[] = [];
    for (const at of [0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000]) {
      counts = withCount(counts, { at, changes: Math.min(at, 1_000), sent: 1 });
    }
    expect(ratesOf(counts)).toEqual({ changes: 0, sent: 0 });
    expect(ratesOf(withCount(counts, { at: 7_000, changes: 3, sent: 0 }))).toBeNull();
    expect(ratesOf([])).toBeNull();
  });
});

describe("an event's time", () => {
  const wallClock = (moment: number, timeZone: string) =>
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(moment);

  it("is the moment that was written, in whichever zone the session wrote it", () => {
    const zones = [
      "Europe/Rome",
      "America/St_Johns",
      "Asia/Kathmandu",
      "Australia/Lord_Howe",
      "Pacific/Auckland",
      "UTC",
    ];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(...zones), (moment, zone) => {
        const second = Math.floor(moment / 1_000) * 1_000;
        const millis = String(moment - second).padStart(3, "0");
        const text = wallClock(second, zone);
        expect(instantOf(`${text}.${millis}`, zone, moment + 40)).toBe(moment);
        expect(instantOf(`${text}.${millis}789`, zone, moment + 40)).toBe(moment);
        expect(instantOf(text, zone, moment)).toBe(second);
      }),
    );
  });

  it("is the nearer of two where the clocks were set back", () => {
    const first = Date.UTC(2026, 9, 25, 0, 30);
    const second = Date.UTC(2026, 9, 25, 1, 30);
    expect(wallClock(first, "Europe/Rome")).toBe(wallClock(second, "Europe/Rome"));
    expect(instantOf("2026-10-25 02:30:00", "Europe/Rome", first + 100)).toBe(first);
    expect(instantOf("2026-10-25 02:30:00", "Europe/Rome", second + 100)).toBe(second);
  });

  it("is read with an offset, and is none where the text or the zone is none", () => {
    expect(instantOf("2026-05-04 10:00:00", "Z", 0)).toBe(Date.UTC(2026, 4, 4, 10));
    expect(instantOf("2026-05-04 10:00:00", "+05:30", 0)).toBe(Date.UTC(2026, 4, 4, 4, 30));
    expect(instantOf("2026-05-04 10:00:00", "-02:00", 0)).toBe(Date.UTC(2026, 4, 4, 12));
    expect(instantOf("2026-05-04 10:00:00", "Middle/Earth", 0)).toBeNull();
    for (const value of [null, "", "2026-05-04", 5, "late"]) {
      expect(instantOf(value, "Z", 0)).toBeNull();
    }
  });
});
