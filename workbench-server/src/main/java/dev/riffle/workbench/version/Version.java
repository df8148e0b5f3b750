package dev.riffle.workbench.version;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a document, without its content.
 *
 * @param number rises by one from version to version of a document
 * @param revision of the document when it was changed last
 * @param restored number of the version that it brought back, null where it did not begin so
 * @param people who changed it, in the order of their first change; at most 20
 * @param name null where it has none
 * @param bytes that its content takes, compressed; 0 for the newest, which is the document itself
 */
public record Version(
        long number,
        long revision,
        VersionCause cause,
        @Nullable Long restored,
        Instant begunAt,
        Instant changedAt,
        List<Author> people,
        @Nullable String name,
        long bytes) {

    public static final int MOST_NAME = 100;

    /** A pause of that length ends a version. */
    static final Duration PAUSE = Duration.ofMinutes(5);

    /** No version spans more than that. */
    static final Duration LONGEST = Duration.ofMinutes(30);

    private static final int MOST_PEOPLE = 20;

    public Version {
        people = List.copyOf(people);
    }

    /** The first of those that follow a change which belongs to no version before it. */
    public static Version begun(long number, long revision, Contribution change, Instant now) {
        return new Version(
                number, revision, change.cause(), change.restored(), now, now, List.of(change.author()), null, 0);
    }

    /**
     * Whether a change goes on with this version, which is the newest, instead of beginning the next. What was restored or
     * has a name stays as it is, and what is there before something is removed can be found again. Two who write at the
     * same time share a version: who is new in this one goes on with it where they had their part in the one before a
     * moment ago.
     *
     * @param before the version before this one, null where there is none
     */
    public boolean takes(Contribution change, Instant now, @Nullable Version before) {
        boolean closed = name != null
                || cause == VersionCause.RESTORED
                || change.cause() == VersionCause.RESTORED
                || (change.cause() == VersionCause.REMOVED && cause != VersionCause.REMOVED);
        if (closed || now.isAfter(changedAt.plus(PAUSE)) || now.isAfter(begunAt.plus(LONGEST))) {
            return false;
        }
        return isOf(change.author())
                || (before != null
                        && people.size() < MOST_PEOPLE
                        && before.isOf(change.author())
                        && !now.isAfter(before.changedAt.plus(PAUSE)));
    }

    /** This version with a change that it takes. */
    public Version with(Contribution change, long newRevision, Instant now) {
        List<Author> all = new ArrayList<>(people);
        if (!isOf(change.author())) {
            all.add(change.author());
        }
        VersionCause both = cause == VersionCause.REMOVED ? change.cause() : cause;
        return new Version(number, newRevision, both, restored, begunAt, now, all, name, bytes);
    }

    private boolean isOf(Author author) {
        return people.stream().anyMatch(author::isSame);
    }
}
