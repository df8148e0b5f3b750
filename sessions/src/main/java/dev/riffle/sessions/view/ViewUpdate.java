package dev.riffle.sessions.view;

import dev.riffle.sessions.changelog.FrameTimes;
import org.jspecify.annotations.Nullable;

/** What a subscriber of a view receives: a {@link Snapshot} first, then {@link Delta}s without a gap, or a fresh one. */
public sealed interface ViewUpdate permits Snapshot, Delta {

    ViewId view();

    /** The version that the subscriber has once it applied this. */
    ViewVersion version();

    ViewTotals totals();

    int checksum();

    /** How many rows or ids of rows this holds. */
    int size();

    /** Of the newest frame that this includes; null for a result whose rows were known at once, or before any frame. */
    @Nullable
    FrameTimes times();
}
