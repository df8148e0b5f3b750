package dev.riffle.sessions.session;

import dev.riffle.sessions.cluster.ClusterUnavailableException;
import java.util.regex.Pattern;

/** The codes of problems; docs/protocol.md lists what they mean. */
final class ProblemCode {

    private static final Pattern TABLE =
            Pattern.compile("Object '.*' not found|Table .* (does not exist|was not found)");
    private static final Pattern COLUMN = Pattern.compile("Column '.*' not found");
    private static final Pattern FUNCTION =
            Pattern.compile("No match found for function signature|[Ff]unction .* (does not exist|not found)");
    private static final Pattern TYPE = Pattern.compile(
            "Cannot apply '|Invalid (function|number of arguments)|do(es)? not match|Incompatible types|Invalid input arguments");

    private ProblemCode() {}

    static String of(Throwable error, String messages) {
        if (error instanceof ClusterUnavailableException) {
            return "CLUSTER_UNAVAILABLE";
        }
        if (messages.contains("SqlParserException")
                || messages.contains("SqlParseException")
                || messages.contains("SQL parse failed")) {
            return "PARSE_ERROR";
        }
        if (messages.contains("Could not find any factory for identifier")
                || messages.contains("Cannot discover a connector")) {
            return "CONNECTOR_NOT_FOUND";
        }
        if (messages.contains("already exists")) {
            return "ALREADY_EXISTS";
        }
        if (COLUMN.matcher(messages).find()) {
            return "COLUMN_NOT_FOUND";
        }
        if (FUNCTION.matcher(messages).find()) {
            return "FUNCTION_NOT_FOUND";
        }
        if (TABLE.matcher(messages).find()) {
            return "TABLE_NOT_FOUND";
        }
        if (TYPE.matcher(messages).find()) {
            return "TYPE_MISMATCH";
        }
        if (messages.contains("Failed to submit JobGraph") || messages.contains("ConnectException")) {
            return "SUBMIT_FAILED";
        }
        return messages.contains("ValidationException") ? "INVALID" : "FAILED";
    }
}
