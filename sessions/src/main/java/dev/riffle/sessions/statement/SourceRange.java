package dev.riffle.sessions.statement;

/** A stretch of the text of a cell; {@code end} is just behind its last character. */
public record SourceRange(SourcePosition start, SourcePosition end) {

    /** The same stretch, seen from the text in which this one's text begins at {@code begin}. */
    public SourceRange within(SourcePosition begin) {
        return new SourceRange(start.within(begin), end.within(begin));
    }
}
