package dev.riffle.sessions.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows by id in the order of their ids, which is the order in which they came. Confined to the view. */
final class RowTable {

    private final Map<Long, ViewRow> rows = new LinkedHashMap<>();

    int size() {
        return rows.size();
    }

    @Nullable
    ViewRow get(long id) {
        return rows.get(id);
    }

    /** Adds a row with a higher id than all others, or replaces the one with the same id where it stands. */
    void put(ViewRow row) {
        rows.put(row.id(), row);
    }

    ViewRow remove(long id) {
        ViewRow row = rows.remove(id);
        if (row == null) {
            throw new IllegalStateException("row " + id + " is not in the view");
        }
        return row;
    }

    long oldestId() {
        return rows.keySet().iterator().next();
    }

    List<ViewRow> all() {
        return List.copyOf(rows.values());
    }

    void clear() {
        rows.clear();
    }
}
