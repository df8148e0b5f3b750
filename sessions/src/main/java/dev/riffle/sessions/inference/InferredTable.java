package dev.riffle.sessions.inference;

import java.util.List;
import java.util.Optional;

/**
 * What samples suggest for a table that reads more of their kind.
 *
 * @param columns in the order in which samples have them
 * @param timestamps how those columns are written that are timestamps
 * @param used how many samples fit
 * @param unfit how many samples did not, and were passed over
 */
public record InferredTable(List<InferredColumn> columns, TimestampForm timestamps, int used, int unfit) {

    /** More columns than these are left out. */
    public static final int MOST_COLUMNS = 500;

    private static final List<String> TIME_WORDS =
            List.of("event_time", "eventtime", "event_ts", "timestamp", "ts", "time", "rowtime", "datetime");

    public InferredTable {
        columns = List.copyOf(columns);
    }

    /** The column that best says when something happened. */
    public Optional<InferredColumn> eventTime() {
        return columns.stream()
                .filter(column -> column.time() != InferredColumn.TimeKind.NONE)
                .min((one, other) -> Integer.compare(rank(one), rank(other)));
    }

    private static int rank(InferredColumn column) {
        int known = TIME_WORDS.indexOf(column.name().toLowerCase(java.util.Locale.ROOT));
        if (known >= 0) {
            return known;
        }
        return TIME_WORDS.size()
                + switch (column.time()) {
                    case TIMESTAMP -> 0;
                    case TEXT -> 1;
                    case EPOCH_SECONDS, EPOCH_MILLISECONDS -> 2;
                    case NONE -> 3;
                };
    }
}
