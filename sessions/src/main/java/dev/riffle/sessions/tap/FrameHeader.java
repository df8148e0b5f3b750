package dev.riffle.sessions.tap;

/** What a frame says besides its changes, see {@link FrameFormat}. */
record FrameHeader(
        long epoch,
        long sequence,
        boolean last,
        long checkpoint,
        long completed,
        long changes,
        long allRows,
        long changedAt,
        long emittedAt) {}
