package dev.riffle.sessions.inference;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/** What a schema registry (with Confluent's interface) answers when it is asked for a schema by its id. */
public final class RegistryAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RegistryAnswer() {}

    /**
     * The schema in {@code {"schema": "…"}}.
     *
     * @throws UnreadableSampleException where that is no such answer, or the schema is none of Avro
     */
    public static String avroSchema(String answer) throws UnreadableSampleException {
        JsonNode node;
        try {
            node = JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new UnreadableSampleException("What answers there is no schema registry.");
        }
        if (node == null || !node.path("schema").isTextual()) {
            throw new UnreadableSampleException("What answers there is no schema registry.");
        }
        String type = node.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new UnreadableSampleException("The schema is of the type " + type
                    + ", which Flink has no format with a registry for: it reads Avro there.");
        }
        return node.path("schema").textValue();
    }
}
