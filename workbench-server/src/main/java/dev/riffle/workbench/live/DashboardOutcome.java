package dev.riffle.workbench.live;

import dev.riffle.workbench.dashboard.DashboardRejection;

/** What became of an edit of a dashboard, once it is on disk. */
public sealed interface DashboardOutcome {

    /** @param revision of the dashboard that has it */
    record Stored(long revision) implements DashboardOutcome {}

    record Refused(DashboardRejection reason) implements DashboardOutcome {}
}
