package dev.riffle.workbench.dashboard;

/** What became of an edit of a dashboard. */
public sealed interface DashboardEditResult {

    record Applied(Dashboard dashboard) implements DashboardEditResult {}

    record Rejected(DashboardRejection reason) implements DashboardEditResult {}
}
