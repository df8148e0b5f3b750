package dev.riffle.sessions.tap;

/**
 * When the next frame may leave. A change after a quiet moment leaves at once; while changes keep coming frames keep
 * their distance, and frames of many rows a longer one, so that the rows a second stay within a budget. Pure: the clock
 * comes in.
 */
final class FramePace {

    /** Changed rows a second that leave a tap while no frame grows older than {@link #LONGEST_STRETCH_MILLIS}. */
    static final int ROWS_A_SECOND = 12_000;

    /** With the way to the screen what is seen there is at most one second old. */
    static final long LONGEST_STRETCH_MILLIS = 800;

    /** A burst of changes that belong together comes in less than this. */
    static final long BURST_MILLIS = 4;

    private long lastFrameAt;
    private boolean rowsSeen;

    /** The time at which changes of {@code rows} rows may leave; {@code now} or earlier: at once. */
    long dueAt(long firstChangeAt, int rows, long intervalMillis) {
        long stretch = Math.min(LONGEST_STRETCH_MILLIS, rows * 1_000L / ROWS_A_SECOND);
        long distance = rowsSeen ? Math.max(intervalMillis, stretch) : 0;
        return Math.max(firstChangeAt + BURST_MILLIS, lastFrameAt + distance);
    }

    void left(long now, int rows) {
        lastFrameAt = now;
        rowsSeen |= rows > 0;
    }
}
