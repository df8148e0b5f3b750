package dev.riffle.workbench.dashboard;

import dev.riffle.workbench.notebook.Identifiers;

/** Names a dashboard. 1 to 64 of {@code A-Za-z0-9_-}. */
public record DashboardId(String value) {

    public DashboardId {
        Identifiers.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
