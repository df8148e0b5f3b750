package dev.riffle.sessions.tap;

import java.io.IOException;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/** Takes the net changes of a frame in order. An UPDATE_BEFORE is always followed by its UPDATE_AFTER. */
interface FrameWriter {

    void write(RowKind kind, RowData row) throws IOException;
}
