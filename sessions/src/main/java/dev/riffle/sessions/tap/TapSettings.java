package dev.riffle.sessions.tap;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.flink.table.types.logical.RowType;

/** How the tap of one result works; travels with the job. */
public final class TapSettings implements Serializable {

    private static final long serialVersionUID = 1L;

    private final RowType rowType;
    private final int[] keyColumns;
    private final boolean appendOnly;
    private final int maxRows;
    private final long frameIntervalMillis;

    /**
     * @param rowType of the result
     * @param keyColumns positions of the columns that identify a row, empty where none are known
     * @param appendOnly whether rows are only ever added
     * @param maxRows how many of the newest rows of an append-only result leave the tap in one frame
     * @param frameIntervalMillis shortest time between two frames
     */
    public TapSettings(RowType rowType, int[] keyColumns, boolean appendOnly, int maxRows, long frameIntervalMillis) {
        this.rowType = rowType;
        this.keyColumns = keyColumns.clone();
        this.appendOnly = appendOnly;
        this.maxRows = maxRows;
        this.frameIntervalMillis = frameIntervalMillis;
    }

    RowType rowType() {
        return rowType;
    }

    int[] keyColumns() {
        return keyColumns;
    }

    boolean isAppendOnly() {
        return appendOnly;
    }

    int maxRows() {
        return maxRows;
    }

    long frameIntervalMillis() {
        return frameIntervalMillis;
    }

    @Override
    public String toString() {
        return (appendOnly ? "append" : "update") + ", key " + Arrays.toString(keyColumns);
    }
}
