package dev.riffle.workbench.access;

import dev.riffle.workbench.dashboard.DashboardId;
import dev.riffle.workbench.notebook.Identifiers;
import dev.riffle.workbench.notebook.NotebookId;

/** Names a notebook or a dashboard. */
public record DocumentReference(Kind kind, String id) {

    /** What kind of thing it is. */
    public enum Kind {
        NOTEBOOK,
        DASHBOARD
    }

    public DocumentReference {
        Identifiers.check(id);
    }

    public static DocumentReference of(NotebookId notebook) {
        return new DocumentReference(Kind.NOTEBOOK, notebook.value());
    }

    public static DocumentReference of(DashboardId dashboard) {
        return new DocumentReference(Kind.DASHBOARD, dashboard.value());
    }
}
