package dev.riffle.sessions.feed;

import dev.riffle.sessions.view.Delta;
import dev.riffle.sessions.view.ViewVersion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest deltas of a view, for a watcher that was away for a moment. Confined to the feed. */
final class DeltaRing {

    private static final int MOST_DELTAS = 200;
    private static final int MOST_ROWS = 20_000;
    private static final long MOST_BYTES = 8L << 20;

    private record Remembered(Delta delta, long bytes) {}

    private final ArrayDeque<Remembered> deltas = new ArrayDeque<>();
    private int rows;
    private long bytes;

    void add(Delta delta) {
        Remembered added = new Remembered(delta, delta.bytes());
        deltas.addLast(added);
        rows += delta.size();
        bytes += added.bytes();
        while (deltas.size() > MOST_DELTAS || (deltas.size() > 1 && (rows > MOST_ROWS || bytes > MOST_BYTES))) {
            Remembered oldest = deltas.removeFirst();
            rows -= oldest.delta().size();
            bytes -= oldest.bytes();
        }
    }

    /** What went before does not lead to what there is now. */
    void clear() {
        deltas.clear();
        rows = 0;
        bytes = 0;
    }

    /** What followed {@code seen} up to {@code now}, null where that is not remembered. */
    @Nullable
    List<Delta> since(ViewVersion seen, ViewVersion now) {
        if (seen.equals(now)) {
            return List.of();
        }
        if (deltas.isEmpty() || seen.compareTo(deltas.getFirst().delta().from()) < 0 || seen.compareTo(now) > 0) {
            return null;
        }
        List<Delta> missed = new ArrayList<>();
        for (Remembered remembered : deltas) {
            if (remembered.delta().from().compareTo(seen) >= 0) {
                missed.add(remembered.delta());
            }
        }
        return missed;
    }
}
