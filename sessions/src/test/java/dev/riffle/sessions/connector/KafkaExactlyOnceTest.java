package dev.riffle.sessions.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riffle.sessions.cluster.LocalCluster;
import dev.riffle.sessions.cluster.TestCluster;
import dev.riffle.sessions.session.RunId;
import dev.riffle.sessions.session.RuntimeMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** From topic to topic, through the death of what copies: each message arrives once. */
class KafkaExactlyOnceTest {

    private static final int KILLS = 3;
    private static final int BETWEEN_KILLS = 2_000;

    private final KafkaBroker broker = KafkaBroker.shared();
    private final String read = KafkaBroker.newTopic();
    private final String written = KafkaBroker.newTopic();

    @Test
    void nothingIsLostOrDoubledWhenTheTaskManagerIsKilledAgainAndAgain() throws Exception {
        try (LocalCluster cluster = TestCluster.start();
                Cells cells = new Cells(cluster, RuntimeMode.STREAMING);
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.servers()), new StringSerializer(), new StringSerializer());
                KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                broker.servers(),
                                "isolation.level",
                                "read_committed",
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            cells.run("""
                    SET 'execution.checkpointing.interval' = '300 ms';
                    SET 'restart-strategy.type' = 'fixed-delay';
                    SET 'restart-strategy.fixed-delay.attempts' = '50';
                    SET 'restart-strategy.fixed-delay.delay' = '300 ms';
                    CREATE TABLE numbers (n BIGINT) %s;
                    CREATE TABLE copies (n BIGINT) %s;
                    """.formatted(
                            broker.table(read, "'format' = 'csv'"), broker.table(written, """
                                    'format' = 'csv', 'sink.delivery-guarantee' = 'exactly-once',
                                    'sink.transactional-id-prefix' = '%s',
                                    'properties.transaction.timeout.ms' = '60000'""".formatted(written))));
            send(producer, 0);
            RunId copy = cells.start("INSERT INTO copies SELECT n FROM numbers");
            List<Long> copied = new ArrayList<>();
            await().until(() -> !consumer.partitionsFor(written).isEmpty());
            consumer.assign(consumer.partitionsFor(written).stream()
                    .map(partition -> new TopicPartition(written, partition.partition()))
                    .toList());
            for (int kill = 1; kill <= KILLS; kill++) {
                // All that came before is copied, so it has recovered from the kill before.
                int before = kill * BETWEEN_KILLS;
                await().atMost(Duration.ofSeconds(90)).until(() -> poll(consumer, copied) >= before);
                // These are read and written, and no checkpoint covers them all, when it dies.
                send(producer, kill);
                ProcessHandle.of(cluster.taskManagerPid()).orElseThrow().destroyForcibly();
            }
            int all = (KILLS + 1) * BETWEEN_KILLS;
            await().atMost(Duration.ofSeconds(90)).until(() -> poll(consumer, copied) >= all);
            cells.stop(copy);
            await().until(() -> {
                poll(consumer, copied);
                return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                        .allMatch(end -> consumer.position(end.getKey()) == end.getValue());
            });
            assertThat(copied.stream().sorted())
                    .containsExactlyElementsOf(LongStream.range(0, all).boxed().toList());
        }
    }

    private void send(KafkaProducer<String, String> producer, int part) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (long n = (long) part * BETWEEN_KILLS; n < (part + 1L) * BETWEEN_KILLS; n++) {
            sent.add(producer.send(new ProducerRecord<>(read, Long.toString(n))));
        }
        producer.flush();
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
    }

    private static int poll(KafkaConsumer<String, String> consumer, List<Long> copied) {
        consumer.poll(Duration.ofMillis(100))
                .forEach(message -> copied.add(Long.parseLong(message.value().strip())));
        return copied.size();
    }
}
