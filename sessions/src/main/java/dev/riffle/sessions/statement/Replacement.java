package dev.riffle.sessions.statement;

/**
 * A text that stands in a statement in place of another.
 *
 * @param start offset of what is replaced in the text of the statement
 * @param end offset behind it
 */
record Replacement(int start, int end, String text) {}
