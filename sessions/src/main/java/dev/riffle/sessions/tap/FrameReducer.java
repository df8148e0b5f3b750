package dev.riffle.sessions.tap;

import java.io.IOException;
import org.apache.flink.table.data.RowData;

/** Holds the net changes of one frame. Confined to the task's thread. */
interface FrameReducer {

    /** Takes one change; the row may be reused by the caller afterwards only if the tap said so to its constructor. */
    void add(RowData row) throws IOException;

    /** How many changes would leave if the frame ended now. */
    int size();

    /** Hands the net changes over in order and begins the next frame. */
    void drain(FrameWriter writer, boolean last) throws IOException;
}
