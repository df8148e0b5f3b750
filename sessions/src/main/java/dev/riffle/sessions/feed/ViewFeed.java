package dev.riffle.sessions.feed;

import dev.riffle.sessions.changelog.Schema;
import dev.riffle.sessions.view.Snapshot;
import dev.riffle.sessions.view.ViewId;
import dev.riffle.sessions.view.ViewTotals;
import dev.riffle.sessions.view.ViewVersion;
import org.jspecify.annotations.Nullable;

/** One materialised view as others see it. Safe for use from any thread. */
public interface ViewFeed {

    ViewId view();

    Schema schema();

    /** Whether it shows only what a complete checkpoint covers. */
    boolean isCommitted();

    /** How many watch it now. */
    int watchers();

    /** How much there is, and how much came, at the newest version. */
    ViewTotals totals();

    /** All rows at the newest version. */
    Snapshot snapshot();

    /**
     * Watches the view from now on. The subscription's first update is a snapshot or, where {@code seen} is given and
     * the view still remembers what followed it, the delta from there.
     *
     * @param seen the version that the subscriber has already, null for none
     * @param wake called, on any thread and never under a lock, when the mailbox stops being empty; must return at once
     */
    Subscription subscribe(@Nullable ViewVersion seen, Runnable wake);
}
