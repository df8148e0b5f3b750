package dev.riffle.sessions.view;

import dev.riffle.sessions.changelog.Schema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the row that a change is about, without a scan: by its key where there is one, else by its whole content, of
 * which several rows may have the same. Confined to the view.
 */
final class RowIndex {

    private final int[] keyColumns;
    private final Map<List<@Nullable Object>, ArrayDeque<Long>> ids = new HashMap<>();

    private RowIndex(int[] keyColumns) {
        this.keyColumns = keyColumns;
    }

    /** The index that fits the schema. */
    static RowIndex of(Schema schema) {
        List<String> names =
                schema.columns().stream().map(column -> column.name()).toList();
        return new RowIndex(schema.upsertKey().stream().mapToInt(names::indexOf).toArray());
    }

    boolean isKeyed() {
        return keyColumns.length > 0;
    }

    /** Whether rows with these values are found in the same place. */
    private boolean isSameKey(List<@Nullable Object> one, List<@Nullable Object> other) {
        if (!isKeyed()) {
            return one.equals(other);
        }
        for (int column : keyColumns) {
            if (!Objects.equals(one.get(column), other.get(column))) {
                return false;
            }
        }
        return true;
    }

    private List<@Nullable Object> keyOf(List<@Nullable Object> values) {
        if (!isKeyed()) {
            return values;
        }
        List<@Nullable Object> key = new ArrayList<>(keyColumns.length);
        for (int column : keyColumns) {
            key.add(values.get(column));
        }
        return key;
    }

    /** The newest row with the key or content of these values, null where there is none. */
    @Nullable
    Long find(List<@Nullable Object> values) {
        ArrayDeque<Long> found = ids.get(keyOf(values));
        return found == null ? null : found.peekLast();
    }

    void put(List<@Nullable Object> values, long id) {
        ids.computeIfAbsent(keyOf(values), unused -> new ArrayDeque<>(1)).addLast(id);
    }

    void remove(List<@Nullable Object> values, long id) {
        List<@Nullable Object> key = keyOf(values);
        ArrayDeque<Long> found = ids.get(key);
        if (found != null) {
            if (found.peekLast() == id) {
                found.removeLast();
            } else {
                found.removeFirstOccurrence(id);
            }
            if (found.isEmpty()) {
                ids.remove(key);
            }
        }
    }

    /** The row has other values now. */
    void move(List<@Nullable Object> before, List<@Nullable Object> values, long id) {
        if (!isSameKey(before, values)) {
            remove(before, id);
            put(values, id);
        }
    }

    void clear() {
        ids.clear();
    }
}
