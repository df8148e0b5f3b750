package dev.riffle.sessions.statement;

/**
 * One {@code ${name}} of a statement that stands where a literal may.
 *
 * @param start offset of its first character in the text of the statement
 * @param end offset behind its last character
 * @param isOption whether it is the value of an option, as in {@code 'key' = ${name}}
 */
public record InputReference(String name, int start, int end, boolean isOption) {

    /** What stands in its place; between spaces, so that it runs into nothing. */
    Replacement filledWith(InputValue value) {
        return new Replacement(start, end, " " + (isOption ? value.option() : value.sql()) + " ");
    }
}
