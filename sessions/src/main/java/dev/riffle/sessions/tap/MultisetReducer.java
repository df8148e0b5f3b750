package dev.riffle.sessions.tap;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/**
 * Net changes where no key is known: rows are told apart by their whole content, of which several may be alike, and a
 * +U belongs to the -U before it.
 */
final class MultisetReducer implements FrameReducer {

    /** A row's way through the frame; {@code origin} null: the view does not have it, {@code current} null: it is gone. */
    private static final class Entry {
        final @Nullable BinaryRowData origin;

        @Nullable
        BinaryRowData current;

        Entry(@Nullable BinaryRowData origin) {
            this.origin = origin;
        }
    }

    private final RowKeys rows;
    private final int maxRows;
    private final long maxBytes;

    /** How many rows of each content the view has that this frame has not touched. */
    private final Map<BinaryRowData, Integer> untouched = new HashMap<>();

    private int untouchedRows;

    /** Rows that the view has and that are gone in this frame: others may have their places. */
    private int goneRows;

    private long bytes;

    private final Set<Entry> entries = new LinkedHashSet<>();
    private final Map<BinaryRowData, ArrayDeque<Entry>> present = new HashMap<>();
    private final Map<BinaryRowData, ArrayDeque<Entry>> gone = new HashMap<>();

    /** The row of the newest change, a -U; null where that was none, or of a row that the view does not have. */
    private @Nullable Entry open;

    /**
     * @param rows encodes all columns
     * @param maxRows that the view has room for
     * @param maxBytes of the rows of one frame
     */
    MultisetReducer(RowKeys rows, int maxRows, long maxBytes) {
        this.rows = rows;
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
    }

    @Override
    public int add(RowData row) {
        BinaryRowData content = rows.of(row);
        RowKind kind = row.getRowKind();
        switch (kind) {
            case INSERT -> insert(content);
            case UPDATE_BEFORE -> {
                settleOpen();
                open = take(content);
            }
            case UPDATE_AFTER -> {
                Entry updated = open;
                open = null;
                if (updated == null) {
                    insert(content);
                } else {
                    place(updated, content);
                }
            }
            case DELETE -> {
                Entry taken = take(content);
                if (taken != null) {
                    settle(taken);
                }
            }
        }
        return kind == RowKind.INSERT || kind == RowKind.UPDATE_AFTER ? 1 : -1;
    }

    private void insert(BinaryRowData content) {
        if (untouchedRows + entries.size() - goneRows >= maxRows) {
            return;
        }
        Entry back = pop(gone, content);
        if (back != null) {
            goneRows--;
            place(back, content);
        } else {
            place(new Entry(null), content);
        }
    }

    private void place(Entry entry, BinaryRowData content) {
        if (bytes + content.getSizeInBytes() > maxBytes) {
            // Too much for one frame: the view lets go of the row.
            settle(entry);
            return;
        }
        BinaryRowData kept = content.copy();
        entry.current = kept;
        entries.add(entry);
        present.computeIfAbsent(kept, unused -> new ArrayDeque<>(1)).addLast(entry);
        bytes += kept.getSizeInBytes();
    }

    /** The row that a change takes away, null where the view does not have it. */
    private @Nullable Entry take(BinaryRowData content) {
        Entry entry = pop(present, content);
        if (entry != null) {
            entry.current = null;
            bytes -= content.getSizeInBytes();
            return entry;
        }
        Integer copies = untouched.get(content);
        if (copies == null) {
            return null;
        }
        BinaryRowData origin = content.copy();
        if (copies == 1) {
            untouched.remove(content);
        } else {
            untouched.put(origin, copies - 1);
        }
        untouchedRows--;
        entry = new Entry(origin);
        entries.add(entry);
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
            goneRows++;
            gone.computeIfAbsent(entry.origin, unused -> new ArrayDeque<>(1)).addLast(entry);
        }
    }

    private static @Nullable Entry pop(Map<BinaryRowData, ArrayDeque<Entry>> index, BinaryRowData content) {
        ArrayDeque<Entry> found = index.get(content);
        if (found == null) {
            return null;
        }
        Entry entry = found.removeLast();
        if (found.isEmpty()) {
            index.remove(content);
        }
        return entry;
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public void write(FrameWriter writer, boolean last) throws IOException {
        // Rows that go come first: those that have their places would be too many with them.
        for (Entry entry : entries) {
            BinaryRowData origin = entry.origin;
            if (entry.current == null && origin != null && (last || entry != open)) {
                writer.write(RowKind.DELETE, origin);
            }
        }
        for (Entry entry : entries) {
            BinaryRowData origin = entry.origin;
            BinaryRowData current = entry.current;
            if (current == null) {
                continue;
            }
            if (origin == null) {
                writer.write(RowKind.INSERT, current);
            } else if (!current.equals(origin)) {
                writer.write(RowKind.UPDATE_BEFORE, origin);
                writer.write(RowKind.UPDATE_AFTER, current);
            }
        }
    }

    @Override
    public void settle(boolean last) {
        if (last) {
            settleOpen();
        }
        for (Entry entry : entries) {
            if (entry.current != null) {
                untouched.merge(entry.current, 1, Integer::sum);
                untouchedRows++;
            }
        }
        entries.clear();
        present.clear();
        gone.clear();
        goneRows = 0;
        bytes = 0;
        if (open != null && open.origin != null) {
            // Its +U is still on the way: told as one update in the next frame.
            entries.add(open);
        }
    }

    @Override
    public List<byte[]> held() {
        List<byte[]> held = new ArrayList<>();
        untouched.forEach((content, copies) -> {
            for (int i = 0; i < copies; i++) {
                held.add(RowKeys.toBytes(content));
            }
        });
        for (Entry entry : entries) {
            BinaryRowData content = entry == open ? entry.origin : entry.current;
            if (content != null) {
                held.add(RowKeys.toBytes(content));
            }
        }
        return held;
    }

    @Override
    public void restore(List<byte[]> held, long allRows) {
        for (byte[] content : held) {
            untouched.merge(rows.fromBytes(content), 1, Integer::sum);
            untouchedRows++;
        }
    }
}
