package dev.riffle.sessions.view;

/** What a subscriber of a view receives: a {@link Snapshot} first, then {@link Delta}s without a gap, or a fresh one. */
public sealed interface ViewUpdate permits Snapshot, Delta {

    ViewId view();

    /** The version that the subscriber has once it applied this. */
    ViewVersion version();

    ViewTotals totals();

    int checksum();
}
