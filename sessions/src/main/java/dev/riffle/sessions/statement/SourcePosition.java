package dev.riffle.sessions.statement;

/**
 * A place in the text of a cell.
 *
 * @param offset UTF-16 code units from the start, from 0
 * @param line from 1
 * @param column UTF-16 code units from the start of the line, from 1
 */
public record SourcePosition(int offset, int line, int column) {}
