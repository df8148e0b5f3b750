package dev.riffle.sessions.inference;

/**
 * A column that samples suggest.
 *
 * @param name as it is in the samples, unquoted
 * @param type in SQL, as {@code BIGINT} or {@code ROW<`id` BIGINT>}
 * @param time what moment a value stands for, where it is one
 */
public record InferredColumn(String name, String type, TimeKind time) {

    /** How a value is a moment in time. */
    public enum TimeKind {
        NONE,
        /** A timestamp, with or without a zone. */
        TIMESTAMP,
        /** A timestamp in the form that the table's others do not have: it is read as text. */
        TEXT,
        /** Seconds since 1970, as a number. */
        EPOCH_SECONDS,
        /** Milliseconds since 1970, as a number. */
        EPOCH_MILLISECONDS
    }
}
