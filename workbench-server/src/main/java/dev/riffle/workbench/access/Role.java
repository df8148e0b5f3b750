package dev.riffle.workbench.access;

/** What somebody may do with a notebook or dashboard; each may do what those before it may. */
public enum Role {
    /** Sees it, its SQL and its results live, and may copy it. */
    VIEWER,
    /** Edits and runs it: whoever may run SQL may run code on the cluster. */
    EDITOR,
    /** Shares, trashes and deletes it. */
    OWNER;

    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
