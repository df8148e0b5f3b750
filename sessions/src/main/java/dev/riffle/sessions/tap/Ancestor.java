package dev.riffle.sessions.tap;

/**
 * An earlier instance of a tap, from which a later one goes on.
 *
 * @param epoch of the earlier one
 * @param checkpoint that was restored: what the earlier one told after it was taken is taken back
 */
record Ancestor(long epoch, long checkpoint) {}
