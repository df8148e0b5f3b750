package dev.riffle.sessions.tap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/**
 * Knows by their keys the rows that the view has, and what became of each since the last frame.
 *
 * <p>Between two changes of a query a key may have two rows: where a row moves up in a Top-N, it is told at its new
 * place before it is taken back from the old one. So rows are counted by key, and the newest is the one that stays.
 */
final class KeyedReducer implements FrameReducer {

    private static final class Entry {
        final BinaryRowData key;

        /** Whether the view has the row. */
        boolean told;

        /** Whether the view is to have the row. */
        boolean present;

        /** How many rows of the key the result has now. */
        int copies;

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

        boolean hasPlace() {
            return present || half;
        }
    }

    private final RowKeys keys;
    private final boolean upserts;
    private final int maxRows;
    private final long maxBytes;
    private final RowSizes sizes;
    private final UnaryOperator<RowData> keep;
    private final Map<BinaryRowData, Entry> entries = new HashMap<>();
    private Set<Entry> pending = new LinkedHashSet<>();
    private long bytes;

    /** Entries that have one of the view's {@code maxRows} places. */
    private int placesTaken;

    /** Rows of the result that have no place. */
    private long passedOver;

    /**
     * @param upserts whether an update comes as a +U alone
     * @param maxRows that the view has room for
     * @param maxBytes of the rows of one frame
     * @param keep makes a row safe to hold on to
     */
    KeyedReducer(
            RowKeys keys, boolean upserts, int maxRows, long maxBytes, RowSizes sizes, UnaryOperator<RowData> keep) {
        this.keys = keys;
        this.upserts = upserts;
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
        this.sizes = sizes;
        this.keep = keep;
    }

    @Override
    public int add(RowData row) {
        RowKind kind = row.getRowKind();
        boolean present = kind == RowKind.INSERT || kind == RowKind.UPDATE_AFTER;
        BinaryRowData key = keys.of(row);
        Entry entry = entries.get(key);
        boolean known = entry != null && entry.hasPlace();
        int longer = longer(kind, known ? entry : null);
        if (!known && (!present || placesTaken >= maxRows)) {
            passedOver += longer;
            return longer;
        }
        if (entry == null) {
            entry = new Entry(key.copy());
            entries.put(entry.key, entry);
        }
        if (known) {
            entry.copies += longer;
        } else {
            passedOver += longer - 1;
            entry.copies = 1;
            placesTaken++;
        }
        if (!entry.pending) {
            entry.pending = true;
            pending.add(entry);
        }
        if (present) {
            entry.present = true;
            entry.half = false;
            replace(entry, row);
        } else if (entry.copies <= 0) {
            entry.present = false;
            entry.half = kind == RowKind.UPDATE_BEFORE;
            replace(entry, null);
        }
        if (!entry.hasPlace()) {
            leave(entry);
        }
        return longer;
    }

    /** The row is not the view's any more: another may have its place, also in this frame. */
    private void leave(Entry entry) {
        placesTaken--;
        passedOver += Math.max(0, entry.copies);
        entry.copies = 0;
        if (!entry.told) {
            entries.remove(entry.key);
            pending.remove(entry);
        }
    }

    /** Where updates come alone the kind of a change does not say whether its row was there before. */
    private int longer(RowKind kind, @Nullable Entry entry) {
        boolean present = kind == RowKind.INSERT || kind == RowKind.UPDATE_AFTER;
        if (!upserts) {
            return present ? 1 : -1;
        }
        boolean before;
        if (entry != null) {
            before = entry.copies > 0;
        } else {
            // Of rows that have no place here the kind has to be believed; without any there is nothing to believe.
            before = passedOver > 0 && kind != RowKind.INSERT;
        }
        return (present ? 1 : 0) - (before ? 1 : 0);
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
        // Rows that go come first: those that have their places would be too many with them.
        for (Entry entry : pending) {
            if (!entry.present && entry.told && (last || !entry.half)) {
                writer.write(RowKind.DELETE, keys.row(entry.key));
            }
        }
        for (Entry entry : pending) {
            RowData row = entry.row;
            if (entry.present && row != null) {
                writer.write(entry.told ? RowKind.UPDATE_AFTER : RowKind.INSERT, row);
            }
        }
    }

    @Override
    public void settle(boolean last) {
        Set<Entry> halves = new LinkedHashSet<>();
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
                placesTaken -= entry.half ? 1 : 0;
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
    public void restore(List<byte[]> held, long allRows) {
        passedOver = Math.max(0, allRows - held.size());
        for (byte[] bytesOfKey : held) {
            Entry entry = new Entry(keys.fromBytes(bytesOfKey));
            entry.told = true;
            entry.present = true;
            entry.copies = 1;
            entries.put(entry.key, entry);
            placesTaken++;
        }
    }
}
