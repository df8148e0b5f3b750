package dev.riffle.workbench.presence;

/** A document in which people meet. */
public record Room(Kind kind, String document) {

    public enum Kind {
        NOTEBOOK,
        DASHBOARD
    }
}
