package dev.riffle.workbench.notebook;

/** Names a notebook. 1 to 64 of {@code A-Za-z0-9_-}. */
public record NotebookId(String value) {

    public NotebookId {
        Identifiers.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
