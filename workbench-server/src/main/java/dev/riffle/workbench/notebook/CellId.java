package dev.riffle.workbench.notebook;

/** Names a cell within its notebook; chosen by whoever adds it. 1 to 64 of {@code A-Za-z0-9_-}. */
public record CellId(String value) {

    public CellId {
        Identifiers.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
