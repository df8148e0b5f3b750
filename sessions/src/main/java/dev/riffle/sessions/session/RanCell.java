package dev.riffle.sessions.session;

/**
 * What ran last of an owner.
 *
 * @param text as it ran
 */
public record RanCell(String owner, RunId run, String text) {}
