package dev.riffle.sessions.catalog;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What statements can name by a connector's, format's, catalog's or model provider's identifier.
 *
 * @param factories by identifier
 */
public record Factories(List<Factory> factories) {

    public Factories {
        factories = List.copyOf(factories);
    }

    /** What a factory makes. */
    public enum Kind {
        /** A table that can be read: {@code 'connector' = …}. */
        SOURCE,
        /** A table that can be written. */
        SINK,
        /** A format that can be read: {@code 'format' = …}. */
        DECODING,
        /** A format that can be written. */
        ENCODING,
        /** A catalog: {@code 'type' = …}. */
        CATALOG,
        /** Where a model is asked: {@code 'provider' = …}. */
        MODEL
    }

    /**
     * @param jar name of the file that it is in
     * @param options those that are required before the others, each by name
     */
    public record Factory(String identifier, Set<Kind> kinds, String jar, List<Option> options) {

        public Factory {
            kinds = Set.copyOf(kinds);
            options = List.copyOf(options);
        }
    }

    /**
     * @param value what holds where it is not set, as it would be written; null where nothing does
     * @param description in plain text, empty where there is none
     */
    public record Option(
            String key, boolean required, @Nullable String value, String description) {}
}
