package dev.riffle.sessions.changelog;

/** What kinds of change a result has. */
public enum ChangelogMode {
    /** Rows are only ever added (+I). */
    APPEND,
    /** Rows are added, updated and deleted. */
    UPDATE,
    /** A table that is complete at once: SHOW, DESCRIBE, EXPLAIN. */
    FINITE
}
