package dev.riffle.sessions.tap;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.table.data.RowData;

/**
 * The frames of one result, over checkpoints and restarts. Knows no clock and nothing of how frames travel. Confined to
 * the task's thread.
 */
final class FrameSequence {

    /** A client that has seen none of so many restarts begins anew. */
    private static final int MOST_ANCESTORS = 100;

    private record SealedFrame(long checkpoint, List<byte[]> parts) {}

    private final long epoch;
    private final boolean committed;
    private final FrameEncoder encoder;
    private final FrameReducer reducer;

    /** Frames of a committed result that wait for their checkpoint to complete, oldest first. */
    private final ArrayDeque<SealedFrame> sealed = new ArrayDeque<>();

    private List<Ancestor> ancestors = List.of();
    private long checkpoint = FrameFormat.NONE;
    private long completed = FrameFormat.NONE;
    private long sequence;
    private long changes;
    private long allRows;
    private long changedAt;
    private boolean ended;

    /**
     * @param epoch of this attempt, not 0
     * @param keep makes a row safe to hold on to
     */
    FrameSequence(TapSettings settings, long epoch, UnaryOperator<RowData> keep) {
        this.epoch = epoch;
        this.committed = settings.isCommitted();
        this.encoder = new FrameEncoder(settings.rowType());
        this.reducer = settings.reducer(keep);
    }

    /** Begins from nothing. Returns the part to send first. */
    List<byte[]> begin() throws IOException {
        return List.of(encoder.announcement(epoch, ancestors));
    }

    /** Goes on from a checkpoint. Returns the parts to send first, among them those that the client may lack. */
    List<byte[]> restore(TapState state) throws IOException {
        List<Ancestor> all = new ArrayList<>(state.ancestors());
        all.add(new Ancestor(state.epoch(), state.checkpoint()));
        ancestors = List.copyOf(all.subList(Math.max(0, all.size() - MOST_ANCESTORS), all.size()));
        // What comes from now on may be set back to it once more.
        checkpoint = state.checkpoint();
        sequence = state.sequence();
        changes = state.changes();
        allRows = state.allRows();
        reducer.restore(state.held(), allRows);
        List<byte[]> first = new ArrayList<>(begin());
        for (byte[] part : state.parts()) {
            FrameEncoder.readdress(part, epoch);
            first.add(part);
        }
        return first;
    }

    /** Takes one change. Returns whether it is the first since the newest frame. */
    boolean add(RowData row) throws IOException {
        changes++;
        allRows += reducer.add(row);
        return changedAt == 0;
    }

    /** Told when the first change since the newest frame came, in milliseconds since 1970. */
    void changedAt(long millis) {
        changedAt = millis;
    }

    /** When the oldest change that is in no frame yet came; 0 where there is none. */
    long changedAt() {
        return changedAt;
    }

    /** Rows that the next frame would tell of now. */
    int pendingRows() {
        return reducer.size();
    }

    /** Makes the next frame of what has changed, which may be nothing but a count. */
    List<byte[]> next(boolean last, long now) throws IOException {
        List<byte[]> parts = encoder.encode(header(last, now), reducer);
        reducer.settle(last);
        sequence++;
        changedAt = 0;
        ended |= last;
        return parts;
    }

    private FrameHeader header(boolean last, long now) {
        return new FrameHeader(
                epoch,
                sequence + 1,
                last,
                // A committed result is never set back: what has left is covered by a complete checkpoint.
                committed ? FrameFormat.NONE : checkpoint,
                completed,
                changes,
                allRows,
                changedAt == 0 ? now : changedAt,
                now);
    }

    /** @param unacknowledged parts that have left and that the client may lack */
    TapState snapshot(long checkpointId, List<byte[]> unacknowledged, long now) throws IOException {
        if (committed && !ended) {
            sealed.addLast(new SealedFrame(checkpointId, next(false, now)));
        }
        List<byte[]> parts = new ArrayList<>(unacknowledged);
        parts.removeIf(FrameEncoder::isAnnouncement);
        sealed.forEach(frame -> parts.addAll(frame.parts()));
        long newest = sequence;
        if (reducer.size() > 0) {
            // They stay here, too: only an instance that is restored sends them as they are now.
            parts.addAll(encoder.encode(header(false, now), reducer));
            newest++;
        }
        checkpoint = checkpointId;
        return new TapState(epoch, ancestors, checkpointId, newest, changes, allRows, parts, reducer.held());
    }

    /** The parts that may leave now that a checkpoint is complete. */
    List<byte[]> complete(long checkpointId) {
        completed = checkpointId;
        List<byte[]> parts = new ArrayList<>();
        while (!sealed.isEmpty() && sealed.getFirst().checkpoint() <= checkpointId) {
            parts.addAll(sealed.removeFirst().parts());
        }
        return parts;
    }

    /** The parts that wait for a checkpoint that does not come any more, because the result has ended. */
    List<byte[]> release() {
        return complete(Long.MAX_VALUE);
    }
}
