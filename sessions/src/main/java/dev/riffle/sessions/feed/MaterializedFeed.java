package dev.riffle.sessions.feed;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.riffle.sessions.changelog.ChangeBatch;
import dev.riffle.sessions.changelog.Schema;
import dev.riffle.sessions.view.Delta;
import dev.riffle.sessions.view.MaterializedView;
import dev.riffle.sessions.view.Snapshot;
import dev.riffle.sessions.view.ViewId;
import dev.riffle.sessions.view.ViewVersion;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A view with its watchers. Safe for use from any thread; {@link #apply} is called by one. */
public final class MaterializedFeed implements ViewFeed {

    private final Object lock = new Object();
    private final List<Mailbox> mailboxes = new CopyOnWriteArrayList<>();

    @GuardedBy("lock")
    private final MaterializedView materialized;

    @GuardedBy("lock")
    private final DeltaRing ring = new DeltaRing();

    public MaterializedFeed(MaterializedView materialized) {
        this.materialized = materialized;
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
    public Snapshot snapshot() {
        synchronized (lock) {
            return materialized.snapshot();
        }
    }

    /** Takes one frame and tells every watcher what changed. */
    public void apply(ChangeBatch batch) {
        Delta delta;
        synchronized (lock) {
            delta = materialized.apply(batch);
            if (delta != null) {
                ring.add(delta);
            }
        }
        if (delta != null) {
            // A mailbox made since then holds a snapshot that includes the delta, and passes it over by its version.
            for (Mailbox mailbox : mailboxes) {
                mailbox.offer(delta);
            }
        }
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
        return mailbox;
    }

    void unsubscribe(Mailbox mailbox) {
        mailboxes.remove(mailbox);
    }
}
