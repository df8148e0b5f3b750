package dev.riffle.sessions.changelog;

import java.time.ZoneId;
import java.util.List;

/**
 * The columns of a result.
 *
 * @param columns in the order of the SELECT list; names may repeat
 * @param upsertKey names of the columns that identify a row of an updating result, empty where the planner knows none
 * @param mode what kinds of change occur
 * @param zone in which TIMESTAMP_LTZ is written: only with it does such a value say a moment
 */
public record Schema(List<Column> columns, List<String> upsertKey, ChangelogMode mode, ZoneId zone) {

    public Schema {
        columns = List.copyOf(columns);
        upsertKey = List.copyOf(upsertKey);
    }
}
