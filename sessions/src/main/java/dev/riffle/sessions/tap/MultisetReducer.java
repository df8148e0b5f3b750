package dev.riffle.sessions.tap;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the net changes of a frame where no key is known: rows are told apart by their whole content, and a +U belongs
 * to the -U before it.
 */
final class MultisetReducer implements FrameReducer {

    /** A row's way through the frame; {@code origin} null: it was not there before, {@code current} null: it is gone. */
    private static final class Entry {
        final @Nullable RowBytes origin;
        final @Nullable RowData originRow;

        @Nullable
        RowBytes current;

        @Nullable
        RowData currentRow;

        Entry(@Nullable RowBytes origin, @Nullable RowData originRow) {
            this.origin = origin;
            this.originRow = originRow;
        }
    }

    private final RowBytes.Encoder rows;
    private final UnaryOperator<RowData> keep;
    private final Set<Entry> entries = new LinkedHashSet<>();
    private final Map<RowBytes, ArrayDeque<Entry>> present = new HashMap<>();
    private final Map<RowBytes, ArrayDeque<Entry>> gone = new HashMap<>();
    private @Nullable Entry open;

    /**
     * @param rows encodes whole rows
     * @param keep makes a row safe to hold on to
     */
    MultisetReducer(RowBytes.Encoder rows, UnaryOperator<RowData> keep) {
        this.rows = rows;
        this.keep = keep;
    }

    @Override
    public void add(RowData row) throws IOException {
        RowBytes bytes = rows.encode(row);
        switch (row.getRowKind()) {
            case INSERT -> insert(bytes, row);
            case UPDATE_BEFORE -> {
                settleOpen();
                open = take(bytes, row);
            }
            case UPDATE_AFTER -> {
                Entry updated = open;
                open = null;
                if (updated == null) {
                    insert(bytes, row);
                } else {
                    place(updated, bytes, row);
                }
            }
            case DELETE -> settle(take(bytes, row));
        }
    }

    private void insert(RowBytes bytes, RowData row) {
        Entry back = pop(gone, bytes);
        place(back != null ? back : new Entry(null, null), bytes, row);
    }

    private void place(Entry entry, RowBytes bytes, RowData row) {
        entry.current = bytes;
        entry.currentRow = keep.apply(row);
        entries.add(entry);
        present.computeIfAbsent(bytes, unused -> new ArrayDeque<>()).addLast(entry);
    }

    private Entry take(RowBytes bytes, RowData row) {
        Entry entry = pop(present, bytes);
        if (entry == null) {
            entry = new Entry(bytes, keep.apply(row));
            entries.add(entry);
        } else {
            entry.current = null;
            entry.currentRow = null;
        }
        return entry;
    }

    private void settleOpen() {
        Entry left = open;
        open = null;
        if (left != null) {
            settle(left);
        }
    }

    private void settle(Entry entry) {
        if (entry.origin == null) {
            entries.remove(entry);
        } else {
            gone.computeIfAbsent(entry.origin, unused -> new ArrayDeque<>()).addLast(entry);
        }
    }

    private static @Nullable Entry pop(Map<RowBytes, ArrayDeque<Entry>> index, RowBytes bytes) {
        ArrayDeque<Entry> found = index.get(bytes);
        if (found == null) {
            return null;
        }
        Entry entry = found.removeLast();
        if (found.isEmpty()) {
            index.remove(bytes);
        }
        return entry;
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public void drain(FrameWriter writer, boolean last) throws IOException {
        if (last) {
            settleOpen();
        }
        for (Entry entry : entries) {
            if (entry == open) {
                continue;
            }
            if (entry.currentRow == null) {
                if (entry.originRow != null) {
                    writer.write(RowKind.DELETE, entry.originRow);
                }
            } else if (entry.originRow == null) {
                writer.write(RowKind.INSERT, entry.currentRow);
            } else if (!entry.currentRow.equals(entry.originRow)
                    && !java.util.Objects.equals(entry.current, entry.origin)) {
                writer.write(RowKind.UPDATE_BEFORE, entry.originRow);
                writer.write(RowKind.UPDATE_AFTER, entry.currentRow);
            }
        }
        entries.clear();
        present.clear();
        gone.clear();
        if (open != null) {
            // Its +U is still on the way: told as one update in the next frame.
            entries.add(open);
        }
    }
}
