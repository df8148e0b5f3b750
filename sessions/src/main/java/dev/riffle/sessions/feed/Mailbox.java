package dev.riffle.sessions.feed;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.riffle.sessions.view.Delta;
import dev.riffle.sessions.view.ViewUpdate;
import dev.riffle.sessions.view.ViewVersion;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one watcher has not yet taken. Offered to by the pump, polled by the watcher's thread. */
final class Mailbox implements Subscription {

    /** More than these and the watcher gets a fresh snapshot instead. */
    static final int CAPACITY = 16;

    private final MaterializedFeed feed;
    private final Runnable wake;
    private final Object lock = new Object();

    @GuardedBy("lock")
    private final ArrayDeque<Delta> deltas = new ArrayDeque<>();

    /** The version behind the newest delta in here, or of what was taken last; null while a snapshot is due. */
    @GuardedBy("lock")
    private @Nullable ViewVersion newest;

    @GuardedBy("lock")
    private boolean closed;

    Mailbox(MaterializedFeed feed, Runnable wake) {
        this.feed = feed;
        this.wake = wake;
    }

    /** Begins with these deltas behind {@code seen}, or with a snapshot where they are null. */
    void begin(@Nullable List<Delta> missed, @Nullable ViewVersion seen) {
        synchronized (lock) {
            if (missed != null && seen != null && missed.size() <= CAPACITY) {
                deltas.addAll(missed);
                newest = missed.isEmpty() ? seen : missed.get(missed.size() - 1).to();
            }
        }
    }

    /** The watcher takes a snapshot now; told under the feed's lock. */
    void started(ViewVersion version) {
        synchronized (lock) {
            newest = version;
        }
    }

    /** Returns whether the watcher has not yet taken what came before. */
    boolean offer(ViewUpdate update) {
        boolean lagging;
        boolean wakes;
        synchronized (lock) {
            ViewVersion last = newest;
            if (closed) {
                return false;
            }
            if (last == null) {
                return true;
            }
            if (update.version().compareTo(last) <= 0) {
                return false;
            }
            lagging = !deltas.isEmpty();
            if (update instanceof Delta delta && delta.from().equals(last) && deltas.size() < CAPACITY) {
                deltas.addLast(delta);
                newest = delta.to();
                wakes = !lagging;
            } else {
                deltas.clear();
                newest = null;
                wakes = true;
            }
        }
        if (wakes) {
            wake.run();
        }
        return lagging;
    }

    @Override
    public @Nullable ViewUpdate poll() {
        synchronized (lock) {
            if (closed) {
                return null;
            }
            if (deltas.size() > 1 && isSnapshotSmaller()) {
                deltas.clear();
                newest = null;
            }
            Delta next = deltas.pollFirst();
            if (next != null || newest != null) {
                return next;
            }
        }
        // Outside the lock: the feed takes its own first, then ours.
        return feed.startFrom(this);
    }

    /** Whoever fell behind on a small table has it sooner as a whole. */
    @GuardedBy("lock")
    private boolean isSnapshotSmaller() {
        long waiting = deltas.stream().mapToLong(Delta::size).sum();
        return deltas.getLast().totals().heldRows() < waiting;
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            deltas.clear();
        }
        feed.unsubscribe(this);
    }
}
