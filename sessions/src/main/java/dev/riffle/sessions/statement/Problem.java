package dev.riffle.sessions.statement;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong, for a person.
 *
 * @param code stable word in capitals, e.g. {@code PARSE_ERROR}, {@code TABLE_NOT_FOUND}; see docs/protocol.md
 * @param message the root cause, one or a few sentences, at most 4,000 characters
 * @param range where in the cell, null where there is no place
 * @param hint what to do about it, null where nothing is known
 * @param detail the chain of causes with the most useful frames, at most 16,000 characters, null where there is none
 */
public record Problem(
        String code,
        String message,
        @Nullable SourceRange range,
        @Nullable String hint,
        @Nullable String detail) {}
