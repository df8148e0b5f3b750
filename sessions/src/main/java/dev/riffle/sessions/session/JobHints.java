package dev.riffle.sessions.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to do where a job failed for a reason that its trace does not say in a reader's words. */
final class JobHints {

    /** By what stands in the trace; the first that does counts. */
    private static final Map<String, String> HINTS = hints();

    private JobHints() {}

    private static Map<String, String> hints() {
        Map<String, String> hints = new LinkedHashMap<>();
        hints.put(
                "RowTime field should not be null",
                "A row has no value in the column of the watermark. Make the watermark of one that always has: a computed "
                        + "column such as event_time AS COALESCE(…), or for Kafka METADATA FROM 'timestamp'.");
        hints.put(
                "UnknownTopicOrPartitionException",
                "The topic is not there, or was made only just now. Check its name, and run the cell again; with "
                        + "SET 'restart-strategy.type' = 'fixed-delay' a job tries again by itself.");
        hints.put(
                "Failed to deserialize CSV row",
                "A line does not fit the columns. 'csv.ignore-parse-errors' = 'true' makes NULL of what does not fit.");
        hints.put(
                "Failed to deserialize JSON",
                "A message does not fit the columns. 'json.ignore-parse-errors' = 'true' passes over those that do not.");
        hints.put(
                "TopicAuthorizationException",
                "The user in the table's options may not use this topic: Kafka's operator gives that right.");
        hints.put(
                "SaslAuthenticationException",
                "The broker does not take the user and password in the table's options.");
        return hints;
    }

    static @Nullable String of(String trace) {
        return HINTS.entrySet().stream()
                .filter(hint -> trace.contains(hint.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
