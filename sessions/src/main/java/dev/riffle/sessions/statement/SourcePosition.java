package dev.riffle.sessions.statement;

/**
 * A place in the text of a cell.
 *
 * @param offset UTF-16 code units from the start, from 0
 * @param line from 1
 * @param column UTF-16 code units from the start of the line, from 1
 */
public record SourcePosition(int offset, int line, int column) {

    /** The same place, seen from the text in which this one's text begins at {@code begin}. */
    public SourcePosition within(SourcePosition begin) {
        return new SourcePosition(
                begin.offset() + offset, begin.line() + line - 1, line == 1 ? begin.column() + column - 1 : column);
    }
}
