package dev.riffle.workbench.access;

import dev.riffle.workbench.notebook.Identifiers;

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
}
