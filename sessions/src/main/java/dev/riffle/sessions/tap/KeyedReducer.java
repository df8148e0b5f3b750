package dev.riffle.sessions.tap;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/** Keeps, for each key that changed in a frame, whether it was there before and what it is now. */
final class KeyedReducer implements FrameReducer {

    private static final class Entry {
        final boolean wasThere;
        RowData row;
        boolean isThere;

        Entry(boolean wasThere, RowData row, boolean isThere) {
            this.wasThere = wasThere;
            this.row = row;
            this.isThere = isThere;
        }
    }

    private final RowBytes.Encoder keys;
    private final UnaryOperator<RowData> keep;
    private final Map<RowBytes, Entry> entries = new LinkedHashMap<>();

    /**
     * @param keys encodes the key columns of a row
     * @param keep makes a row safe to hold on to
     */
    KeyedReducer(RowBytes.Encoder keys, UnaryOperator<RowData> keep) {
        this.keys = keys;
        this.keep = keep;
    }

    @Override
    public void add(RowData row) throws IOException {
        RowBytes key = keys.encode(row);
        RowKind kind = row.getRowKind();
        boolean present = kind == RowKind.INSERT || kind == RowKind.UPDATE_AFTER;
        @Nullable Entry entry = entries.get(key);
        if (entry == null) {
            entries.put(key, new Entry(kind != RowKind.INSERT, keep.apply(row), present));
        } else {
            entry.row = keep.apply(row);
            entry.isThere = present;
        }
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public void drain(FrameWriter writer, boolean last) throws IOException {
        Map<RowBytes, Entry> halves = new LinkedHashMap<>();
        for (Map.Entry<RowBytes, Entry> keyed : entries.entrySet()) {
            Entry entry = keyed.getValue();
            if (entry.isThere) {
                writer.write(entry.wasThere ? RowKind.UPDATE_AFTER : RowKind.INSERT, entry.row);
            } else if (entry.wasThere) {
                if (!last && entry.row.getRowKind() == RowKind.UPDATE_BEFORE) {
                    // Its +U is still on the way: told as one update in the next frame.
                    halves.put(keyed.getKey(), entry);
                } else {
                    writer.write(RowKind.DELETE, entry.row);
                }
            }
        }
        entries.clear();
        entries.putAll(halves);
    }
}
