package dev.riffle.sessions.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to do where a job failed for a reason that its trace does not say in a reader's words. */
final class JobHints {

    private static final String NO_KAFKA =
            "Kafka did not answer for so long that the job gave up. Run the cell again once it does; with SET "
                    + "'restart-strategy.type' = 'exponential-delay' a job tries again by itself.";

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
        hints.put("Timed out waiting for a node assignment", NO_KAFKA);
        hints.put("not present in metadata after", NO_KAFKA);
        hints.put(
                "org.apache.flink.formats.csv",
                "A line does not fit the columns of the table: look at their types. With 'csv.ignore-parse-errors' = 'true' what does "
                        + "not fit is NULL, or passed over.");
        hints.put(
                "org.apache.flink.formats.json",
                "A message or line does not fit the columns of the table: look at their types. With 'json.ignore-parse-errors' = "
                        + "'true' those that do not fit are passed over.");
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
