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

    /** The kind with this number on the wire between cluster and workbench, which is Flink's. */
    static RowKind of(byte number) {
        return switch (number) {
            case 0 -> INSERT;
            case 1 -> UPDATE_BEFORE;
            case 2 -> UPDATE_AFTER;
            case 3 -> DELETE;
            default -> throw new IllegalArgumentException("no kind has the number " + number);
        };
    }

    public String shortName() {
        return shortName;
    }
}
