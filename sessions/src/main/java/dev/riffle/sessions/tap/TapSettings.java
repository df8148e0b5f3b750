package dev.riffle.sessions.tap;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** How the tap of one result works; travels with the job. */
public final class TapSettings implements Serializable {

    private static final long serialVersionUID = 2L;

    /** What the changes of one frame may take in the TaskManager's memory, whatever the view may hold. */
    private static final long MOST_FRAME_BYTES = 32L << 20;

    private final RowType rowType;
    private final int[] keyColumns;
    private final boolean appendOnly;
    private final boolean upserts;
    private final int maxRows;
    private final long maxBytes;
    private final long frameIntervalMillis;
    private final boolean committed;

    /**
     * @param rowType of the result
     * @param keyColumns positions of the columns that identify a row, empty where none are known
     * @param appendOnly whether rows are only ever added
     * @param upserts whether an update of a row comes as a +U alone
     * @param maxRows that the view holds
     * @param maxBytes that the view holds
     * @param frameIntervalMillis shortest time between two frames until the client asks for another
     * @param committed whether changes leave only once a checkpoint covers them
     */
    public TapSettings(
            RowType rowType,
            int[] keyColumns,
            boolean appendOnly,
            boolean upserts,
            int maxRows,
            long maxBytes,
            long frameIntervalMillis,
            boolean committed) {
        this.rowType = rowType;
        this.keyColumns = keyColumns.clone();
        this.appendOnly = appendOnly;
        this.upserts = upserts;
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
        this.frameIntervalMillis = frameIntervalMillis;
        this.committed = committed;
    }

    RowType rowType() {
        return rowType;
    }

    boolean isAppendOnly() {
        return appendOnly;
    }

    long frameIntervalMillis() {
        return frameIntervalMillis;
    }

    boolean isCommitted() {
        return committed;
    }

    /** @param keep makes a row safe to hold on to */
    FrameReducer reducer(UnaryOperator<RowData> keep) {
        long bytes = Math.min(maxBytes, MOST_FRAME_BYTES);
        RowSizes sizes = new RowSizes(rowType);
        if (appendOnly) {
            return new AppendReducer(maxRows, bytes, sizes, keep);
        }
        if (keyColumns.length > 0) {
            return new KeyedReducer(new RowKeys(rowType, keyColumns), upserts, maxRows, bytes, sizes, keep);
        }
        int[] all = IntStream.range(0, rowType.getFieldCount()).toArray();
        return new MultisetReducer(new RowKeys(rowType, all), maxRows, bytes);
    }

    @Override
    public String toString() {
        return (appendOnly ? "append" : upserts ? "upsert" : "update") + ", key " + Arrays.toString(keyColumns);
    }
}
