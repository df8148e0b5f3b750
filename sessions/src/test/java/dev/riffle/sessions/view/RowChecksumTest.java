package dev.riffle.sessions.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The checksums that the browser computes, by the examples that its tests read too. */
class RowChecksumTest {

    @Test
    void givesTheChecksumsOfTheSharedExamples() throws Exception {
        JsonNode examples = new ObjectMapper()
                .readTree(Files.readString(Path.of("..", "docs", "protocol", "checksum-vectors.json")));
        assertThat(examples).hasSizeGreaterThan(10);
        for (JsonNode example : examples) {
            List<@Nullable Object> values = list(example.get("values"));
            assertThat(Integer.toUnsignedLong(RowChecksum.of(example.get("id").longValue(), values)))
                    .as("%s", example)
                    .isEqualTo(example.get("checksum").longValue());
        }
    }

    private static List<@Nullable Object> list(JsonNode array) {
        List<@Nullable Object> values = new ArrayList<>();
        array.forEach(element -> values.add(value(element)));
        return values;
    }

    private static @Nullable Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL -> null;
            case BOOLEAN -> node.booleanValue();
            case STRING -> node.textValue();
            case NUMBER -> node.isIntegralNumber() ? (Object) node.longValue() : (Object) node.doubleValue();
            case ARRAY -> list(node);
            case BINARY, MISSING, OBJECT, POJO -> throw new IllegalArgumentException(node.toString());
        };
    }
}
