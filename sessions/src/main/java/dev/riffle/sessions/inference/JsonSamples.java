package dev.riffle.sessions.inference;

import dev.riffle.sessions.inference.SampleColumns.WholeNumbers;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.DeserializationFeature;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** Reads JSON objects for the columns that they suggest. */
public final class JsonSamples {

    /** What lies deeper is text. */
    private static final int MOST_DEPTH = 8;

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonSamples() {}

    /**
     * The columns of what are JSON objects; empty where none is.
     *
     * @param texts each one document
     */
    public static Optional<InferredTable> read(List<String> texts) {
        return table(texts.stream().map(JsonSamples::parsed).toList());
    }

    /** As {@link #read}, of what stands below a path in each: {@code ["payload", "after"]}. */
    public static Optional<InferredTable> read(List<String> texts, List<String> path) {
        return table(texts.stream().map(text -> below(parsed(text), path)).toList());
    }

    /** How many of the texts are objects that have all of these fields, at the path. */
    public static int countWith(List<String> texts, List<String> path, List<String> fields) {
        return (int) texts.stream()
                .map(text -> below(parsed(text), path))
                .filter(node -> node != null && fields.stream().allMatch(node::has))
                .count();
    }

    /** Null where it is no object. */
    private static @Nullable JsonNode parsed(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node != null && node.isObject() ? node : null;
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    private static @Nullable JsonNode below(@Nullable JsonNode node, List<String> path) {
        JsonNode found = node;
        for (String step : path) {
            found = found == null ? null : found.get(step);
        }
        return found != null && found.isObject() ? found : null;
    }

    private static Optional<InferredTable> table(List<@Nullable JsonNode> nodes) {
        Map<String, SampleType> types = new LinkedHashMap<>();
        Map<String, WholeNumbers> ranges = new HashMap<>();
        Map<String, Integer> present = new HashMap<>();
        int used = 0;
        for (JsonNode node : nodes) {
            if (node == null) {
                continue;
            }
            used++;
            node.properties().forEach(field -> {
                if (SqlName.isColumn(field.getKey())
                        && (types.containsKey(field.getKey()) || types.size() < InferredTable.MOST_COLUMNS)) {
                    types.merge(field.getKey(), typeOf(field.getValue(), 1), SampleType::merge);
                    present.merge(field.getKey(), field.getValue().isNull() ? 0 : 1, Integer::sum);
                    if (field.getValue().canConvertToLong() && field.getValue().isIntegralNumber()) {
                        long number = field.getValue().longValue();
                        ranges.merge(
                                field.getKey(),
                                new WholeNumbers(number, number),
                                (range, one) -> range.with(one.least()));
                    }
                }
            });
        }
        if (types.isEmpty()) {
            return Optional.empty();
        }
        TimestampForm form = SampleColumns.formOf(types.values());
        return Optional.of(new InferredTable(
                SampleColumns.of(types, ranges, present, used, form), form, used, nodes.size() - used));
    }

    private static SampleType typeOf(JsonNode node, int depth) {
        if (node.isNull()) {
            return SampleType.UNKNOWN;
        }
        if (node.isBoolean()) {
            return new SampleType.Scalar(ScalarKind.BOOLEAN);
        }
        if (node.isIntegralNumber()) {
            return new SampleType.Scalar(node.canConvertToLong() ? ScalarKind.INTEGER : ScalarKind.LARGE_INTEGER);
        }
        if (node.isNumber()) {
            return new SampleType.Scalar(ScalarKind.NUMBER);
        }
        if (node.isTextual()) {
            return new SampleType.Scalar(ScalarKind.ofText(node.textValue()));
        }
        if (depth >= MOST_DEPTH) {
            return SampleType.TEXT;
        }
        if (node.isArray()) {
            SampleType element = SampleType.UNKNOWN;
            for (JsonNode one : node) {
                element = SampleType.merge(element, typeOf(one, depth + 1));
            }
            return new SampleType.Array(element);
        }
        Map<String, SampleType> fields = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            if (SqlName.isColumn(field.getKey()) && fields.size() < InferredTable.MOST_COLUMNS) {
                fields.put(field.getKey(), typeOf(field.getValue(), depth + 1));
            }
        });
        return new SampleType.Row(fields);
    }
}
