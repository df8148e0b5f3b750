package dev.riffle.sessions.view;

/** Counts the batches that a view has applied: 0 is the empty view. */
public record ViewVersion(long value) implements Comparable<ViewVersion> {

    public static final ViewVersion EMPTY = new ViewVersion(0);

    public ViewVersion {
        if (value < 0) {
            throw new IllegalArgumentException("a version is not negative");
        }
    }

    public ViewVersion next() {
        return new ViewVersion(value + 1);
    }

    @Override
    public int compareTo(ViewVersion other) {
        return Long.compare(value, other.value);
    }
}
