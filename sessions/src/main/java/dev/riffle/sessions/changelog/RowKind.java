package dev.riffle.sessions.changelog;

/** The kind of a change, with Flink's short names +I, -U, +U and -D. */
public enum RowKind {
    INSERT("+I"),
    UPDATE_BEFORE("-U"),
    UPDATE_AFTER("+U"),
    DELETE("-D");

    private final String shortName;

    RowKind(String shortName) {
        this.shortName = shortName;
    }

    public String shortName() {
        return shortName;
    }
}
