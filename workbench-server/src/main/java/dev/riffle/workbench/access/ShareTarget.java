package dev.riffle.workbench.access;

import dev.riffle.workbench.notebook.Identifiers;

/** What a share link shows. */
public record ShareTarget(Kind kind, String id) {

    /** What kind of thing it is. */
    public enum Kind {
        NOTEBOOK,
        DASHBOARD
    }

    public ShareTarget {
        Identifiers.check(id);
    }
}
