package dev.riffle.workbench.connect.kafka;

import dev.riffle.sessions.inference.CsvSamples;
import dev.riffle.sessions.inference.InferredTable;
import dev.riffle.sessions.inference.JsonSamples;
import dev.riffle.sessions.inference.SqlName;
import dev.riffle.workbench.connect.ConnectException;
import dev.riffle.workbench.connect.TableText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table that reads a topic, as its newest messages suggest it.
 *
 * @param format as {@code 'format' =} names it
 * @param notes what a person should know of it before they run it
 * @param sql the statement
 * @param needsRegistry whether the messages name schemas of a registry whose address is not known
 */
public record TableProposal(String format, List<String> notes, String sql, boolean needsRegistry) {

    private static final String EVENT_TIME = "event_time";

    private TableProposal(String format, List<String> notes, String sql) {
        this(format, notes, sql, false);
    }

    /**
     * A guess for somebody to edit, whatever the messages are.
     *
     * @param registry the address of a schema registry; blank where none is known
     * @throws ConnectException where messages name a schema that can't be had from there
     */
    public static TableProposal of(
            KafkaSettings settings, String topic, int partitions, List<Message> messages, String registry) {
        List<MessagePart> values =
                messages.stream().map(Message::value).filter(Objects::nonNull).toList();
        List<String> texts = values.stream()
                .filter(value -> !value.binary() && !value.cut())
                .map(MessagePart::text)
                .toList();
        Map<String, String> options = new LinkedHashMap<>();
        options.put("connector", "kafka");
        options.put("topic", topic);
        options.putAll(settings.tableOptions());
        options.put("scan.startup.mode", "earliest-offset");
        TableText table = new TableText(SqlName.forTable(topic), options);
        if (partitions > 1) {
            table.idleTimeout();
        }
        if (messages.isEmpty()) {
            return text(
                    table, "The topic has no messages yet, so each is read as a text. Look again once there are some.");
        }
        if (values.stream().filter(value -> value.schema() != null).count() * 2 > values.size()) {
            return registry.isBlank() ? withoutRegistry(table) : avro(table, values, new SchemaRegistry(registry));
        }
        Optional<TableProposal> changes = changes(table, texts);
        if (changes.isPresent()) {
            return changes.get();
        }
        Optional<InferredTable> json = JsonSamples.read(texts);
        if (json.isPresent() && json.get().used() * 2 > texts.size()) {
            return json(table, json.get(), texts.size());
        }
        Optional<CsvSamples.Csv> csv = CsvSamples.read(String.join("\n", texts), false);
        if (csv.isPresent()) {
            return csv(table, csv.get());
        }
        return texts.size() * 2 < values.size()
                ? text(
                        table,
                        "The messages are neither text nor from a schema registry: they may be Avro or Protobuf. Each is read as a text until you name their format and columns.")
                : text(table, "The messages are neither JSON nor separated values: each is read as a text.");
    }

    private static TableProposal withoutRegistry(TableText table) {
        TableProposal text = text(table, "The messages name schemas of a schema registry: say where it is.");
        return new TableProposal(text.format(), text.notes(), text.sql(), true);
    }

    /** By the schema of the newest message. */
    private static TableProposal avro(TableText table, List<MessagePart> values, SchemaRegistry registry) {
        List<Integer> schemas = values.stream()
                .map(MessagePart::schema)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        table.option("format", "avro-confluent");
        table.option("avro-confluent.url", registry.address());
        columns(table, registry.columns(schemas.get(0)));
        List<String> notes = schemas.size() == 1
                ? List.of()
                : List.of("The newest messages have " + schemas.size()
                        + " schemas: the columns are those of the newest.");
        return new TableProposal("avro-confluent", notes, table.sql());
    }

    private static TableProposal json(TableText table, InferredTable found, int all) {
        table.json("json", found);
        columns(table, found);
        Stream<String> notes = found.used() < all
                ? Stream.of(
                        (all - found.used()) + " of " + all
                                + " messages are no JSON objects: a query fails at one, unless you add 'json.ignore-parse-errors' = 'true'.")
                : Stream.empty();
        return new TableProposal("json", notes.toList(), table.sql());
    }

    private static TableProposal csv(TableText table, CsvSamples.Csv csv) {
        table.csv(csv);
        columns(table, csv.table());
        List<String> notes = new ArrayList<>(
                List.of("The values have no names in the messages: name the columns.", "Empty values are NULL."));
        if (csv.table().unfit() > 0) {
            notes.add(
                    csv.table().unfit() + " of "
                            + (csv.table().used() + csv.table().unfit())
                            + " messages have another number of values: a query fails at one, unless you add 'csv.ignore-parse-errors' = 'true'.");
        }
        return new TableProposal("csv", List.copyOf(notes), table.sql());
    }

    /** Of what Debezium has captured, the rows. */
    private static Optional<TableProposal> changes(TableText table, List<String> texts) {
        for (List<String> path : List.of(List.<String>of(), List.of("payload"))) {
            if (texts.isEmpty()
                    || JsonSamples.countWith(texts, path, List.of("op", "before", "after")) * 2 <= texts.size()) {
                continue;
            }
            Optional<InferredTable> rows = JsonSamples.read(texts, append(path, "after"))
                    .or(() -> JsonSamples.read(texts, append(path, "before")));
            if (rows.isEmpty()) {
                continue;
            }
            table.json("debezium-json", rows.get());
            if (!path.isEmpty()) {
                table.option("debezium-json.schema-include", "true");
            }
            rows.get().columns().forEach(column -> table.column(column.name(), column.type()));
            return Optional.of(new TableProposal(
                    "debezium-json",
                    List.of("The messages are changes that Debezium captured: the table has the rows as they are now."),
                    table.sql()));
        }
        return Optional.empty();
    }

    private static List<String> append(List<String> path, String step) {
        return Stream.concat(path.stream(), Stream.of(step)).toList();
    }

    /** The columns, and the time of an event: the best of them, or when the message was written. */
    private static void columns(TableText table, InferredTable found) {
        table.columns(found);
        if (found.eventTime().isEmpty()) {
            messageTime(table);
        }
    }

    private static void messageTime(TableText table) {
        String name = table.freeName(EVENT_TIME);
        table.metadata(name, "TIMESTAMP_LTZ(3)", "timestamp");
        table.watermark(name);
    }

    private static TableProposal text(TableText table, String note) {
        table.option("format", "raw");
        table.column("message", "STRING");
        messageTime(table);
        return new TableProposal("raw", List.of(note), table.sql());
    }
}
