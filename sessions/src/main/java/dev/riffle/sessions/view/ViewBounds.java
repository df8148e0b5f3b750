package dev.riffle.sessions.view;

/**
 * How much a view holds at most.
 *
 * @param maxRows from 1
 * @param maxBytes estimated size of its values in memory, from 1 KiB
 */
public record ViewBounds(int maxRows, long maxBytes) {

    public static final ViewBounds DEFAULT = new ViewBounds(10_000, 32L << 20);

    public ViewBounds {
        if (maxRows < 1 || maxBytes < 1024) {
            throw new IllegalArgumentException("a view holds at least one row");
        }
    }
}
