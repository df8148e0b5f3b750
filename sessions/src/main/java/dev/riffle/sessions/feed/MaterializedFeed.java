package dev.riffle.sessions.feed;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.riffle.sessions.changelog.ChangeBatch;
import dev.riffle.sessions.changelog.Schema;
import dev.riffle.sessions.view.Delta;
import dev.riffle.sessions.view.MaterializedView;
import dev.riffle.sessions.view.Snapshot;
import dev.riffle.sessions.view.ViewId;
import dev.riffle.sessions.view.ViewTotals;
import dev.riffle.sessions.view.ViewUpdate;
import dev.riffle.sessions.view.ViewVersion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A view with its watchers. Safe for use from any thread; {@link #apply} is called by one. */
public final class MaterializedFeed implements ViewFeed {

    private final Object lock = new Object();
    private final List<Mailbox> mailboxes = new CopyOnWriteArrayList<>();

    @GuardedBy("lock")
    private final MaterializedView materialized;

    @GuardedBy("lock")
    private final DeltaRing ring = new DeltaRing();

    @GuardedBy("lock")
    private final FeedPace pace;

    private final boolean committed;

    private volatile Consumer<Duration> paced = interval -> {};

    /** @param interval between two frames for a watcher that keeps up */
    public MaterializedFeed(MaterializedView materialized, Duration interval) {
        this(materialized, interval, false);
    }

    /** @param committed whether its changes come only once a checkpoint covers them */
    MaterializedFeed(MaterializedView materialized, Duration interval, boolean committed) {
        this.materialized = materialized;
        this.pace = new FeedPace(interval);
        this.committed = committed;
    }

    @Override
    public ViewId view() {
        synchronized (lock) {
            return materialized.id();
        }
    }

    @Override
    public Schema schema() {
        synchronized (lock) {
            return materialized.schema();
        }
    }

    @Override
    public boolean isCommitted() {
        return committed;
    }

    @Override
    public int watchers() {
        return mailboxes.size();
    }

    @Override
    public ViewTotals totals() {
        synchronized (lock) {
            return materialized.totals();
        }
    }

    @Override
    public Snapshot snapshot() {
        synchronized (lock) {
            return materialized.snapshot();
        }
    }

    /** A snapshot for a mailbox that starts from it: no delta comes between the two. */
    Snapshot startFrom(Mailbox mailbox) {
        synchronized (lock) {
            Snapshot snapshot = materialized.snapshot();
            mailbox.started(snapshot.version());
            return snapshot;
        }
    }

    /** Told the interval that frames should have, now and whenever it changes; not under a lock. */
    public void onPace(Consumer<Duration> listener) {
        paced = listener;
        listener.accept(interval());
    }

    private Duration interval() {
        synchronized (lock) {
            return pace.interval(mailboxes.size());
        }
    }

    /** Takes one frame and tells every watcher what changed. */
    public void apply(ChangeBatch batch) {
        ViewUpdate update;
        synchronized (lock) {
            update = materialized.apply(batch);
            if (update instanceof Delta delta) {
                ring.add(delta);
            } else if (update != null) {
                ring.clear();
            }
        }
        if (update == null) {
            return;
        }
        // A mailbox made since then holds a snapshot that includes the update, and passes it over by its version.
        int watchers = 0;
        int lagging = 0;
        for (Mailbox mailbox : mailboxes) {
            watchers++;
            lagging += mailbox.offer(update) ? 1 : 0;
        }
        Duration interval;
        synchronized (lock) {
            pace.delivered(watchers, lagging);
            interval = pace.interval(watchers);
        }
        paced.accept(interval);
    }

    @Override
    public Subscription subscribe(@Nullable ViewVersion seen, Runnable wake) {
        Mailbox mailbox = new Mailbox(this, wake);
        synchronized (lock) {
            List<Delta> missed = seen == null ? null : ring.since(seen, materialized.version());
            mailbox.begin(missed, missed == null ? null : seen);
            mailboxes.add(mailbox);
        }
        wake.run();
        paced.accept(interval());
        return mailbox;
    }

    void unsubscribe(Mailbox mailbox) {
        mailboxes.remove(mailbox);
        paced.accept(interval());
    }
}
