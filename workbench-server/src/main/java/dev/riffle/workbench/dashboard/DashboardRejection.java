package dev.riffle.workbench.dashboard;

/** Why an edit of a dashboard was refused; docs/protocol.md lists the codes. */
public enum DashboardRejection {
    DASHBOARD_GONE("This dashboard is not open: it may have been moved to the trash."),
    TILE_GONE("The tile was removed."),
    TILE_EXISTS("There is a tile with this id already."),
    VERSION_GONE("There is no such version: older ones are let go after a while."),
    STALE("Somebody else changed this in the meantime. The newest version is shown now."),
    TOO_LARGE("This is longer than a dashboard takes."),
    TOO_MANY_TILES("A dashboard has at most 100 tiles."),
    FORBIDDEN("You may not do this any more: ask an owner for another role."),
    INVALID("This change does not fit the dashboard.");

    private final String message;

    DashboardRejection(String message) {
        this.message = message;
    }

    public String message() {
        return message;
    }
}
