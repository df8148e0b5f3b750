package dev.riffle.sessions.tap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/** Knows by their keys the rows that the view has, and what became of each since the last frame. */
final class KeyedReducer implements FrameReducer {

    private static final class Entry {
        final BinaryRowData key;

        /** Whether the view has the row. */
        boolean told;

        /** Whether the result has the row now. */
        boolean present;

        /** Whether the newest change was a -U, whose +U is still on the way. */
        boolean half;

        /** Whether there is something to tell. */
        boolean pending;

        /** Newest content, null where nothing is to be told or only the removal. */
        @Nullable
        RowData row;

        Entry(BinaryRowData key) {
            this.key = key;
        }
    }

    private final RowKeys keys;
    private final int maxRows;
    private final long maxBytes;
    private final RowSizes sizes;
    private final UnaryOperator<RowData> keep;
    private final Map<BinaryRowData, Entry> entries = new HashMap<>();
    private List<Entry> pending = new ArrayList<>();
    private long bytes;

    /**
     * @param maxRows that the view has room for
     * @param maxBytes of the rows of one frame
     * @param keep makes a row safe to hold on to
     */
    KeyedReducer(RowKeys keys, int maxRows, long maxBytes, RowSizes sizes, UnaryOperator<RowData> keep) {
        this.keys = keys;
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
        this.sizes = sizes;
        this.keep = keep;
    }

    @Override
    public void add(RowData row) {
        RowKind kind = row.getRowKind();
        boolean present = kind == RowKind.INSERT || kind == RowKind.UPDATE_AFTER;
        BinaryRowData key = keys.of(row);
        Entry entry = entries.get(key);
        if (entry == null) {
            if (!present || entries.size() >= maxRows) {
                return;
            }
            entry = new Entry(key.copy());
            entries.put(entry.key, entry);
        }
        entry.present = present;
        entry.half = kind == RowKind.UPDATE_BEFORE;
        if (!entry.pending) {
            entry.pending = true;
            pending.add(entry);
        }
        replace(entry, present ? row : null);
    }

    private void replace(Entry entry, @Nullable RowData row) {
        if (entry.row != null) {
            bytes -= sizes.of(entry.row);
            entry.row = null;
        }
        if (row == null) {
            return;
        }
        long size = sizes.of(row);
        if (bytes + size > maxBytes) {
            // Too much for one frame: the view lets go of the row, and takes it again at its next change.
            entry.present = false;
            entry.half = false;
            return;
        }
        entry.row = keep.apply(row);
        bytes += size;
    }

    @Override
    public int size() {
        return pending.size();
    }

    @Override
    public void write(FrameWriter writer, boolean last) throws java.io.IOException {
        for (Entry entry : pending) {
            if (entry.present) {
                RowData row = entry.row;
                if (row != null) {
                    writer.write(entry.told ? RowKind.UPDATE_AFTER : RowKind.INSERT, row);
                }
            } else if (entry.told && (last || !entry.half)) {
                writer.write(RowKind.DELETE, keys.row(entry.key));
            }
        }
    }

    @Override
    public void settle(boolean last) {
        List<Entry> halves = new ArrayList<>();
        for (Entry entry : pending) {
            entry.pending = false;
            entry.row = null;
            if (entry.present) {
                entry.told = true;
            } else if (entry.half && !last) {
                entry.pending = true;
                halves.add(entry);
            } else {
                entries.remove(entry.key);
            }
        }
        pending = halves;
        bytes = 0;
    }

    @Override
    public List<byte[]> held() {
        List<byte[]> held = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.present || (entry.half && entry.told)) {
                held.add(RowKeys.toBytes(entry.key));
            }
        }
        return held;
    }

    @Override
    public void restore(List<byte[]> held) {
        for (byte[] bytesOfKey : held) {
            Entry entry = new Entry(keys.fromBytes(bytesOfKey));
            entry.told = true;
            entry.present = true;
            entries.put(entry.key, entry);
        }
    }
}
