package dev.riffle.sessions.statement;

/**
 * One {@code ${secret.name}} within a string of a statement.
 *
 * @param start offset of its first character in the text of the statement
 * @param end offset behind its last character
 */
public record SecretReference(String name, int start, int end) {}
