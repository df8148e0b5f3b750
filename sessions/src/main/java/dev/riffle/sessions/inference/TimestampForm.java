package dev.riffle.sessions.inference;

/** How timestamps are written; Flink's formats read one of them in a table. */
public enum TimestampForm {
    /** {@code 2026-01-31 18:00:00.123}, and with a {@code Z} at its end for UTC. */
    SQL,
    /** {@code 2026-01-31T18:00:00.123}, and with a {@code Z} at its end for UTC. */
    ISO_8601
}
