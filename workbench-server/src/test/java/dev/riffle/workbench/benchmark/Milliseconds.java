package dev.riffle.workbench.benchmark;

/** Counts durations by the millisecond, up to a minute; longer ones count as a minute. Confined to one thread. */
final class Milliseconds {

    private static final int LONGEST = 60_000;

    /**
     * What is told of many durations.
     *
     * @param count how many they were
     * @param median in milliseconds, as the next two
     */
    record Summary(long count, long median, long p99, long longest) {

        static final Summary NONE = new Summary(0, 0, 0, 0);
    }

    private final long[] counts = new long[LONGEST + 1];
    private long total;

    /** Clocks of two processes may differ by a millisecond; a negative duration counts as none. */
    void add(long millis) {
        counts[(int) Math.max(0, Math.min(LONGEST, millis))]++;
        total++;
    }

    void clear() {
        java.util.Arrays.fill(counts, 0);
        total = 0;
    }

    Summary summary() {
        return total == 0 ? Summary.NONE : new Summary(total, quantile(0.5), quantile(0.99), quantile(1));
    }

    /** The shortest duration that at least this share of all does not exceed. */
    private long quantile(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * total));
        long passed = 0;
        for (int millis = 0; millis <= LONGEST; millis++) {
            passed += counts[millis];
            if (passed >= wanted) {
                return millis;
            }
        }
        return LONGEST;
    }
}
