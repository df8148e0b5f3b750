package dev.riffle.sessions.view;

import dev.riffle.sessions.changelog.FrameOrigin;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What rows were before they changed, since the checkpoints that a job may still go back to. Holds at most the rows of
 * the view as they were at each of those (Flink takes one checkpoint at a time, so they are two or three) and the ids of
 * those that came since. Empty for a job without checkpoints. Confined to the view.
 */
final class UndoLog {

    private static final class Segment {
        final long checkpoint;
        final long sequence;

        /** By row id, null for a row that was not there. */
        final Map<Long, @Nullable ViewRow> before = new HashMap<>();

        Segment(long checkpoint, long sequence) {
            this.checkpoint = checkpoint;
            this.sequence = sequence;
        }
    }

    private final ArrayDeque<Segment> segments = new ArrayDeque<>();

    /**
     * Told before a frame is applied.
     *
     * @param sequence of the frame before it
     */
    void begin(FrameOrigin origin, long sequence) {
        boolean taken = origin.checkpoint() != FrameOrigin.NONE
                && (segments.isEmpty() || segments.getLast().checkpoint < origin.checkpoint());
        if (taken) {
            segments.addLast(new Segment(origin.checkpoint(), sequence));
        }
        while (segments.size() > 1 && segments.getFirst().checkpoint < origin.completed()) {
            segments.removeFirst();
        }
    }

    /** @param before null where the row is new */
    void note(long rowId, @Nullable ViewRow before) {
        Segment newest = segments.peekLast();
        if (newest != null && !newest.before.containsKey(rowId)) {
            newest.before.put(rowId, before);
        }
    }

    void noteRemoved(ViewRow row) {
        Segment newest = segments.peekLast();
        if (newest == null) {
            return;
        }
        if (newest.before.containsKey(row.id()) && newest.before.get(row.id()) == null) {
            // It came and went since then.
            newest.before.remove(row.id());
        } else {
            note(row.id(), row);
        }
    }

    /**
     * Sets rows back to what they were when a checkpoint was taken. What came after it is forgotten.
     *
     * @param rows by id, changed in place
     * @param sequence of the newest frame in them
     * @return the sequence of the newest frame that is in them then
     */
    long rollBack(long checkpoint, SortedMap<Long, ViewRow> rows, long sequence) {
        long newest = sequence;
        Iterator<Segment> back = segments.descendingIterator();
        while (back.hasNext()) {
            Segment segment = back.next();
            if (segment.checkpoint < checkpoint) {
                break;
            }
            segment.before.forEach((id, before) -> {
                if (before == null) {
                    rows.remove(id);
                } else {
                    rows.put(id, before);
                }
            });
            newest = segment.sequence;
            back.remove();
        }
        return newest;
    }

    void clear() {
        segments.clear();
    }
}
