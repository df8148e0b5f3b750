package dev.riffle.sessions.statement;

/** A stretch of the text of a cell; {@code end} is just behind its last character. */
public record SourceRange(SourcePosition start, SourcePosition end) {}
