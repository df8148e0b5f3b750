package dev.riffle.sessions.changelog;

import java.util.List;

/**
 * The columns of a result.
 *
 * @param columns in the order of the SELECT list; names may repeat
 * @param upsertKey names of the columns that identify a row of an updating result, empty where the planner knows none
 * @param mode what kinds of change occur
 */
public record Schema(List<Column> columns, List<String> upsertKey, ChangelogMode mode) {

    public Schema {
        columns = List.copyOf(columns);
        upsertKey = List.copyOf(upsertKey);
    }
}
