package dev.riffle.workbench.version;

import org.jspecify.annotations.Nullable;

/**
 * A change of a document, as its history counts it.
 *
 * @param restored number of the version that it brought back, null where it is no restore
 */
public record Contribution(
        Author author, VersionCause cause, @Nullable Long restored) {

    public static Contribution creation(Author author) {
        return new Contribution(author, VersionCause.CREATED, null);
    }

    public static Contribution edit(Author author) {
        return new Contribution(author, VersionCause.EDITED, null);
    }

    public static Contribution removal(Author author) {
        return new Contribution(author, VersionCause.REMOVED, null);
    }

    public static Contribution restore(Author author, long number) {
        return new Contribution(author, VersionCause.RESTORED, number);
    }
}
