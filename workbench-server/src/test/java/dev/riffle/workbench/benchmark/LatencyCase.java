package dev.riffle.workbench.benchmark;

import java.util.List;

/**
 * The queries of the latency section. {@code faker} makes its rows evenly over the second ({@code datagen} makes those of
 * a second at once); {@code CURRENT_TIMESTAMP} stands right behind the source, for each row anew.
 */
enum LatencyCase {
    ALL_ROWS("every row", "SELECT id, CURRENT_TIMESTAMP AS made FROM events", 1),
    NEWEST_BY_KEY(
            "newest of 16 keys",
            "SELECT k, MAX(made) AS made FROM"
                    + " (SELECT MOD(id, 16) AS k, CURRENT_TIMESTAMP AS made FROM events) GROUP BY k",
            1);

    private final String title;
    private final String query;
    private final int timeColumn;

    LatencyCase(String title, String query, int timeColumn) {
        this.title = title;
        this.query = query;
        this.timeColumn = timeColumn;
    }

    String title() {
        return title;
    }

    String query() {
        return query;
    }

    /** The column that tells when the event was made. */
    int timeColumn() {
        return timeColumn;
    }

    static List<String> tables(int eventsPerSecond) {
        return List.of("CREATE TABLE events (id INT) WITH ('connector' = 'faker', 'rows-per-second' = '"
                + eventsPerSecond + "', 'fields.id.expression' = '#{number.numberBetween ''0'',''1000000''}')");
    }
}
