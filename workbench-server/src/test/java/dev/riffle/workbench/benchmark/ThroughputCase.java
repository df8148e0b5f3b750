package dev.riffle.workbench.benchmark;

import java.util.List;

/**
 * The queries of the throughput section. Each reads sources that make as many rows as they can, at parallelism 1.
 *
 * <p>{@code miniBatchMatters} is false where the plan has no operator that the option concerns (a projection; a window,
 * which gathers its rows anyway): both settings would measure the same job.
 */
enum ThroughputCase {
    ALL_ROWS("a", "every row: SELECT *", 1_000, "SELECT * FROM events", false),
    GROUPED_16("b16", "grouped aggregate, 16 keys", 16, ThroughputCase.GROUPED, true),
    GROUPED_10_000("b10k", "grouped aggregate, 10,000 keys", 10_000, ThroughputCase.GROUPED, true),
    GROUPED_1_000_000("b1m", "grouped aggregate, 1,000,000 keys", 1_000_000, ThroughputCase.GROUPED, true),
    WINDOW(
            "c",
            "tumbling window of a second, 1,000 keys",
            1_000,
            "SELECT k, window_start, COUNT(*) AS n, SUM(v) AS total"
                    + " FROM TABLE(TUMBLE(TABLE events, DESCRIPTOR(made), INTERVAL '1' SECOND))"
                    + " GROUP BY k, window_start, window_end",
            false),
    JOIN(
            "d",
            "join of two aggregates, 1,000 keys (retractions)",
            1_000,
            "SELECT e.k, e.n, o.total FROM (SELECT k, COUNT(*) AS n FROM events GROUP BY k) AS e"
                    + " JOIN (SELECT k, SUM(v) AS total FROM others GROUP BY k) AS o ON e.k = o.k",
            true),
    TOP_N(
            "e",
            "the 10 greatest of 1,000 groups (Top-N)",
            1_000,
            "SELECT k, n, place FROM (SELECT k, n, ROW_NUMBER() OVER (ORDER BY n DESC) AS place"
                    + " FROM (SELECT k, COUNT(*) AS n FROM events GROUP BY k)) WHERE place <= 10",
            true);

    private static final String GROUPED =
            "SELECT k, COUNT(*) AS n, SUM(v) AS total, MAX(price) AS highest FROM events GROUP BY k";

    private final String id;
    private final String title;
    private final int keys;
    private final String query;
    private final boolean miniBatchMatters;

    ThroughputCase(String id, String title, int keys, String query, boolean miniBatchMatters) {
        this.id = id;
        this.title = title;
        this.keys = keys;
        this.query = query;
        this.miniBatchMatters = miniBatchMatters;
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    String query() {
        return query;
    }

    boolean miniBatchMatters() {
        return miniBatchMatters;
    }

    /** The tables that the query reads. */
    List<String> tables() {
        String made = this == WINDOW ? ", made AS CURRENT_TIMESTAMP, WATERMARK FOR made AS made" : "";
        String events = table("events", made);
        return this == JOIN ? List.of(events, table("others", "")) : List.of(events);
    }

    private String table(String name, String furtherColumns) {
        return "CREATE TABLE " + name + " (k INT, v BIGINT, price DOUBLE" + furtherColumns + ") WITH ("
                + "'connector' = 'datagen', 'rows-per-second' = '1000000000', "
                + "'fields.k.min' = '0', 'fields.k.max' = '" + (keys - 1) + "', "
                + "'fields.v.min' = '1', 'fields.v.max' = '1000')";
    }

    /** The same query into a table that takes the result and does nothing with it. */
    String intoBlackhole() {
        return "CREATE TABLE sink WITH ('connector' = 'blackhole') AS " + query;
    }
}
