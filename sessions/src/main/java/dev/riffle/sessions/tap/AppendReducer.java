package dev.riffle.sessions.tap;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.function.UnaryOperator;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/** Keeps the newest rows of a frame; what is passed over is known from the counts of the frame. */
final class AppendReducer implements FrameReducer {

    private final int maxRows;
    private final UnaryOperator<RowData> keep;
    private final ArrayDeque<RowData> rows = new ArrayDeque<>();

    /** @param keep makes a row safe to hold on to */
    AppendReducer(int maxRows, UnaryOperator<RowData> keep) {
        this.maxRows = maxRows;
        this.keep = keep;
    }

    @Override
    public void add(RowData row) {
        if (rows.size() == maxRows) {
            rows.removeFirst();
        }
        rows.addLast(keep.apply(row));
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public void drain(FrameWriter writer, boolean last) throws IOException {
        for (RowData row : rows) {
            writer.write(RowKind.INSERT, row);
        }
        rows.clear();
    }
}
