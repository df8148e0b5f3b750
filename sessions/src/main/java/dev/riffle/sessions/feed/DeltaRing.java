package dev.riffle.sessions.feed;

import dev.riffle.sessions.view.Delta;
import dev.riffle.sessions.view.ViewVersion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest deltas of a view, for a watcher that was away for a moment. Confined to the feed. */
final class DeltaRing {

    private static final int MOST_DELTAS = 100;
    private static final int MOST_ROWS = 20_000;

    private final ArrayDeque<Delta> deltas = new ArrayDeque<>();
    private int rows;

    void add(Delta delta) {
        deltas.addLast(delta);
        rows += delta.size();
        while (deltas.size() > MOST_DELTAS || (rows > MOST_ROWS && deltas.size() > 1)) {
            rows -= deltas.removeFirst().size();
        }
    }

    /** What followed {@code seen} up to {@code now}, null where that is not remembered. */
    @Nullable
    List<Delta> since(ViewVersion seen, ViewVersion now) {
        if (seen.equals(now)) {
            return List.of();
        }
        if (deltas.isEmpty() || seen.compareTo(deltas.getFirst().from()) < 0 || seen.compareTo(now) > 0) {
            return null;
        }
        List<Delta> missed = new ArrayList<>();
        for (Delta delta : deltas) {
            if (delta.from().compareTo(seen) >= 0) {
                missed.add(delta);
            }
        }
        return missed;
    }
}
