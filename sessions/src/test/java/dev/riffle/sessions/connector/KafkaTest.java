package dev.riffle.sessions.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.sessions.session.RunId;
import dev.riffle.sessions.session.RuntimeMode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics of a real broker are written and read by cells that name no jar. */
class KafkaTest {

    private static final String WRITTEN = "[[1, Ulm, 2.50, true], [2, Bonn, 1.99, true]]";

    private final KafkaBroker broker = KafkaBroker.shared();
    private final String topic = KafkaBroker.newTopic();

    @Test
    void aTopicIsWrittenExactlyOnceAndFollowed() {
        try (Cells cells = new Cells(RuntimeMode.STREAMING)) {
            cells.run("""
                    SET 'execution.checkpointing.interval' = '200 ms';
                    CREATE TABLE orders (id BIGINT, city STRING) %s;
                    CREATE TABLE read_back (id BIGINT, city STRING) %s;
                    """.formatted(
                            broker.table(topic, """
                                    'format' = 'json', 'sink.delivery-guarantee' = 'exactly-once',
                                    'sink.transactional-id-prefix' = '%s',
                                    'properties.transaction.timeout.ms' = '60000'""".formatted(topic)),
                            broker.table(topic, "'properties.isolation.level' = 'read_committed', 'format' = 'json'")));
            cells.run("INSERT INTO orders VALUES (1, 'Ulm'), (2, 'Bonn'), (3, 'Ulm')");
            RunId count = cells.start("SELECT city, COUNT(*) AS c FROM read_back GROUP BY city");
            cells.awaitRows(count, "[[Bonn, 1], [Ulm, 2]]");
            cells.run("INSERT INTO orders VALUES (4, 'Bonn')");
            cells.awaitRows(count, "[[Bonn, 2], [Ulm, 2]]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "avro"})
    void messagesOfEachFormatAreWrittenAndRead(String format) {
        assertThat(writtenAndRead("'format' = '" + format + "'")).isEqualTo(WRITTEN);
    }

    @Test
    void avroMessagesNameTheirSchemaInARegistry() throws IOException {
        try (SchemaRegistry registry = new SchemaRegistry()) {
            assertThat(writtenAndRead(
                            "'format' = 'avro-confluent', 'avro-confluent.url' = '" + registry.address() + "'"))
                    .isEqualTo(WRITTEN);
            assertThat(registry.subjects()).containsExactly(topic + "-value");
        }
    }

    /** With columns that Kafka itself knows of each message. */
    private String writtenAndRead(String format) {
        try (Cells cells = new Cells(RuntimeMode.STREAMING)) {
            cells.run("""
                    CREATE TABLE orders (id BIGINT, city STRING, price DECIMAL(8, 2), topic STRING METADATA VIRTUAL) %s;
                    INSERT INTO orders VALUES (1, 'Ulm', 2.50), (2, 'Bonn', 1.99);
                    """.formatted(broker.table(topic, "'scan.bounded.mode' = 'latest-offset', " + format)));
            return cells.rows("SELECT id, city, price, topic = '" + topic + "' FROM orders");
        }
    }

    @Test
    void anUpsertTopicKeepsTheNewestOfEachKey() {
        try (Cells cells = new Cells(RuntimeMode.STREAMING)) {
            cells.run("""
                    CREATE TABLE stock (item STRING, pieces BIGINT, PRIMARY KEY (item) NOT ENFORCED) WITH (
                      'connector' = 'upsert-kafka', 'topic' = '%s', 'properties.bootstrap.servers' = '%s',
                      'key.format' = 'raw', 'value.format' = 'avro');
                    INSERT INTO stock SELECT item, SUM(pieces) FROM (VALUES ('nut', 2), ('bolt', 7), ('nut', 3)) AS t (item, pieces)
                      GROUP BY item;
                    """.formatted(topic, broker.servers()));
            RunId read = cells.start("SELECT item, pieces FROM stock");
            cells.awaitRows(read, "[[bolt, 7], [nut, 5]]");
            cells.run("""
                    INSERT INTO stock SELECT item, SUM(pieces) FROM (VALUES ('nut', 1), ('gear', 1), ('nut', 3)) AS t (item, pieces)
                      GROUP BY item""");
            cells.awaitRows(read, "[[bolt, 7], [gear, 1], [nut, 4]]");
        }
    }

    /** As the programs of these names write them: a row is made, changed and taken away, another stays. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "debezium-json | {'before':null,'after':{'id':1,'name':'nut'},'op':'c'}"
                        + " ; {'before':null,'after':{'id':2,'name':'bolt'},'op':'r'}"
                        + " ; {'before':{'id':2,'name':'bolt'},'after':{'id':2,'name':'gear'},'op':'u'}"
                        + " ; {'before':{'id':1,'name':'nut'},'after':null,'op':'d'}",
                "canal-json | {'data':[{'id':'1','name':'nut'},{'id':'2','name':'bolt'}],'old':null,'type':'INSERT'}"
                        + " ; {'data':[{'id':'2','name':'gear'}],'old':[{'name':'bolt'}],'type':'UPDATE'}"
                        + " ; {'data':[{'id':'1','name':'nut'}],'old':null,'type':'DELETE'}",
                "maxwell-json | {'data':{'id':1,'name':'nut'},'type':'insert'}"
                        + " ; {'data':{'id':2,'name':'bolt'},'type':'insert'}"
                        + " ; {'data':{'id':2,'name':'gear'},'old':{'name':'bolt'},'type':'update'}"
                        + " ; {'data':{'id':1,'name':'nut'},'type':'delete'}"
            })
    void changesOfADatabaseAreFollowed(String format, String messages) {
        try (Cells cells = new Cells(RuntimeMode.STREAMING)) {
            String lines = messages.strip().replace('\'', '"').replaceAll(" ; ", "', 1), ('");
            cells.run("""
                    CREATE TABLE messages (line STRING, k INT) %s;
                    CREATE TABLE goods (id BIGINT, name STRING) %s;
                    INSERT INTO messages VALUES ('%s', 1);
                    """.formatted(
                            // One key, so that all are in one partition and in order.
                            broker.table(topic, """
                                    'key.format' = 'json', 'key.fields' = 'k', 'value.format' = 'raw',
                                    'value.fields-include' = 'EXCEPT_KEY'"""),
                            broker.table(topic, "'scan.bounded.mode' = 'latest-offset', 'format' = '" + format + "'"),
                            lines));
            assertThat(cells.rows("SELECT id, name FROM goods")).isEqualTo("[[2, gear]]");
        }
    }

    @Test
    void protobufMessagesAreWrittenAndRead() {
        try (Cells cells = new Cells(RuntimeMode.STREAMING)) {
            cells.run("""
                    CREATE TABLE fields (name STRING, number INT, packed BOOLEAN, options ARRAY<ROW<name STRING>>) %s;
                    INSERT INTO fields VALUES
                      ('id', 1, TRUE, ARRAY[ROW('key')]), ('names', 2, FALSE, ARRAY[ROW('a'), ROW('b')]);
                    """.formatted(broker.table(topic, """
                            'scan.bounded.mode' = 'latest-offset', 'format' = 'protobuf',
                            'protobuf.message-class-name' = 'com.google.protobuf.Field'""")));
            assertThat(cells.rows("SELECT name, number, packed, CARDINALITY(options), options[1].name FROM fields"))
                    .isEqualTo("[[id, 1, true, 1, key], [names, 2, false, 2, a]]");
        }
    }
}
