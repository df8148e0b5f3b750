package dev.riffle.sessions.statement;

/**
 * One statement of a cell.
 *
 * @param text as written, without the closing semicolon
 * @param kind what its outcome will look like
 * @param range where it stands in its cell
 */
public record Statement(String text, StatementKind kind, SourceRange range) {

    /** Where a stretch of its text stands in its cell. */
    public SourceRange place(int start, int end) {
        return new SourceText(text).range(start, end).within(range.start());
    }
}
