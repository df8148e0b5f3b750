package dev.riffle.sessions.tap;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/** Keeps the newest rows of a frame; what is passed over is known from the counts of the frame. */
final class AppendReducer implements FrameReducer {

    private final @Nullable RowData[] ring;
    private final long[] ringBytes;
    private final long maxBytes;
    private final RowSizes sizes;
    private final UnaryOperator<RowData> keep;
    private int first;
    private int count;
    private long bytes;

    /** @param keep makes a row safe to hold on to */
    AppendReducer(int maxRows, long maxBytes, RowSizes sizes, UnaryOperator<RowData> keep) {
        this.ring = new RowData[maxRows];
        this.ringBytes = new long[maxRows];
        this.maxBytes = maxBytes;
        this.sizes = sizes;
        this.keep = keep;
    }

    @Override
    public int add(RowData row) {
        if (count == ring.length) {
            dropOldest();
        }
        int after = first + count;
        int at = after >= ring.length ? after - ring.length : after;
        ring[at] = keep.apply(row);
        ringBytes[at] = sizes.of(row);
        bytes += ringBytes[at];
        count++;
        while (bytes > maxBytes && count > 1) {
            dropOldest();
        }
        return 1;
    }

    private void dropOldest() {
        ring[first] = null;
        bytes -= ringBytes[first];
        first = first + 1 == ring.length ? 0 : first + 1;
        count--;
    }

    @Override
    public int size() {
        return count;
    }

    @Override
    public void write(FrameWriter writer, boolean last) throws IOException {
        for (int i = 0; i < count; i++) {
            RowData row = ring[(first + i) % ring.length];
            if (row != null) {
                writer.write(RowKind.INSERT, row);
            }
        }
    }

    @Override
    public void settle(boolean last) {
        Arrays.fill(ring, null);
        first = 0;
        count = 0;
        bytes = 0;
    }

    @Override
    public List<byte[]> held() {
        return List.of();
    }

    @Override
    public void restore(List<byte[]> held, long allRows) {
        // The view has whatever it has: rows are only ever added.
    }
}
