package dev.riffle.sessions.tap;

import java.io.IOException;
import java.util.List;
import org.apache.flink.table.data.RowData;

/**
 * Holds the net changes of one frame, and knows which rows the view has. Its memory is bounded: rows that the view has
 * no room for are passed over, and of changes that would take too many bytes only the removal of the row is kept.
 * Confined to the task's thread.
 */
interface FrameReducer {

    /** Takes one change. Returns by how many rows the result has become longer: 1, 0 or -1. */
    int add(RowData row) throws IOException;

    /** How many changes would leave if the frame ended now. */
    int size();

    /**
     * Tells the net changes in order; changes nothing here.
     *
     * @param last whether nothing more comes; else a -U at the end whose +U is still on the way waits for it
     */
    void write(FrameWriter writer, boolean last) throws IOException;

    /** Begins the next frame: what {@link #write} told with the same {@code last} is in the view from now on. */
    void settle(boolean last);

    /** What the view will have once the pending changes are told, in a form for {@link #restore}. */
    List<byte[]> held() throws IOException;

    /**
     * Begins with what the view has.
     *
     * @param allRows that the result has
     */
    void restore(List<byte[]> held, long allRows) throws IOException;
}
