package dev.riffle.workbench.connect.kafka;

import dev.riffle.sessions.session.Secrets;
import dev.riffle.workbench.connect.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the topics of a Kafka cluster and at their newest messages. Leaves nothing behind: it is in no consumer group, and
 * makes no topic. Each method opens connections of its own and closes them, and waits for no answer longer than six seconds.
 */
public final class KafkaPeek {

    /** More topics are not described. */
    public static final int MOST_TOPICS = 2_000;

    /** Messages that are looked at. */
    public static final int MOST_MESSAGES = 100;

    private static final int MOST_PARTITIONS = 200;
    private static final int CALL_MILLIS = 5_000;
    private static final int DETAIL_MILLIS = 2_000;
    private static final Duration READ_TIME = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaSettings settings;
    private final Secrets secrets;
    private final KafkaFailures failures;

    public KafkaPeek(KafkaSettings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
        this.failures = new KafkaFailures(settings);
    }

    /**
     * The topics that this user may see, without Kafka's own, by name.
     *
     * @throws ConnectException where they can't be had
     */
    public List<Topic> topics() {
        Map<String, Object> properties = open();
        try (Admin admin = Admin.create(properties)) {
            Set<String> names = admin.listTopics().names().get(CALL_MILLIS, TimeUnit.MILLISECONDS);
            List<String> some = names.stream().sorted().limit(MOST_TOPICS).toList();
            Map<String, TopicDescription> found =
                    admin.describeTopics(some).allTopicNames().get(CALL_MILLIS, TimeUnit.MILLISECONDS);
            Map<String, Long> sizes = sizes(admin, found.values());
            Map<String, Config> configurations = configurations(admin, some);
            return found.values().stream()
                    .sorted(Comparator.comparing(TopicDescription::name))
                    .map(topic -> topic(topic, sizes, configurations.get(topic.name())))
                    .toList();
        } catch (ExecutionException e) {
            throw failures.of(Objects.requireNonNullElse(e.getCause(), e), null);
        } catch (java.util.concurrent.TimeoutException e) {
            throw failures.of(new org.apache.kafka.common.errors.TimeoutException(), null);
        } catch (KafkaException e) {
            throw failures.of(e, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * The newest messages of a topic, the newest first.
     *
     * @throws ConnectException where they can't be had
     */
    public TopicSample messages(String topic) {
        Map<String, Object> properties = open();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(properties)) {
            List<PartitionInfo> known = consumer.partitionsFor(topic);
            if (known == null || known.isEmpty()) {
                throw failures.noTopic(topic);
            }
            List<TopicPartition> partitions = known.stream()
                    .limit(MOST_PARTITIONS)
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            return new TopicSample(known.size(), read(consumer, partitions));
        } catch (KafkaException e) {
            throw failures.of(e, topic);
        }
    }

    /** Checked as far as it can be: what remains is for Kafka's client to tell. */
    private Map<String, Object> open() {
        Map<String, Object> properties = settings.clientProperties(secrets);
        properties.put("client.id", "riffle-connect");
        properties.put("request.timeout.ms", CALL_MILLIS * 4 / 5);
        properties.put("default.api.timeout.ms", CALL_MILLIS);
        properties.put("socket.connection.setup.timeout.ms", 2_000);
        properties.put("reconnect.backoff.max.ms", 500);
        properties.put("enable.metrics.push", false);
        properties.put(
                "bootstrap.servers",
                failures.rightDoors().stream().map(ServerAddress::toString).collect(Collectors.joining(",")));
        checkAdvertised(properties);
        return properties;
    }

    /** The first answer comes from an address that we know to answer; it has those that are used from then on. */
    private void checkAdvertised(Map<String, Object> properties) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(properties)) {
            failures.checkAdvertised(consumer.listTopics().values().stream()
                    .flatMap(Collection::stream)
                    .map(PartitionInfo::leader)
                    .filter(leader -> leader != null && !leader.isEmpty())
                    .map((Node leader) -> new ServerAddress(leader.host(), leader.port())));
        } catch (KafkaException e) {
            throw failures.of(e, null);
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("allow.auto.create.topics", false);
        all.put("enable.auto.commit", false);
        all.put("isolation.level", "read_committed");
        all.put("auto.offset.reset", "earliest");
        all.put("max.poll.records", MOST_MESSAGES * 2);
        all.put("max.partition.fetch.bytes", 1 << 20);
        all.put("fetch.max.bytes", 8 << 20);
        return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<Message> read(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
        int each = Math.max(1, MOST_MESSAGES / partitions.size()) + 1;
        consumer.assign(partitions);
        Map<TopicPartition, Long> waiting = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long last = end.getOrDefault(partition, 0L);
            long begin = Math.max(first.getOrDefault(partition, 0L), last - each);
            consumer.seek(partition, begin);
            if (begin < last) {
                waiting.put(partition, last);
            }
        }
        consumer.pause(partitions.stream()
                .filter(partition -> !waiting.containsKey(partition))
                .toList());
        List<Message> messages = new ArrayList<>();
        Instant deadline = Instant.now().plus(READ_TIME);
        while (!waiting.isEmpty() && Instant.now().isBefore(deadline)) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> found : records) {
                messages.add(message(found));
            }
            // Markers of transactions have offsets, too, and are no messages.
            waiting.entrySet().removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue());
            keepNewest(messages);
        }
        return List.copyOf(messages);
    }

    private static void keepNewest(List<Message> messages) {
        messages.sort(Comparator.comparing(Message::time)
                .thenComparing(Message::offset)
                .reversed());
        if (messages.size() > MOST_MESSAGES) {
            messages.subList(MOST_MESSAGES, messages.size()).clear();
        }
    }

    private static Message message(ConsumerRecord<byte[], byte[]> found) {
        byte[] value = found.value();
        return new Message(
                found.partition(),
                found.offset(),
                Instant.ofEpochMilli(Math.max(found.timestamp(), 0)),
                MessagePart.of(found.key()),
                MessagePart.of(value),
                value == null ? 0 : value.length);
    }

    private static Topic topic(TopicDescription description, Map<String, Long> sizes, @Nullable Config configuration) {
        ConfigEntry retention = configuration == null ? null : configuration.get(TopicConfig.RETENTION_MS_CONFIG);
        ConfigEntry cleanup = configuration == null ? null : configuration.get(TopicConfig.CLEANUP_POLICY_CONFIG);
        return new Topic(
                description.name(),
                description.partitions().size(),
                sizes.get(description.name()),
                retention == null ? null : Long.valueOf(retention.value()),
                cleanup != null && cleanup.value().contains(TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    /** What the leaders of the partitions have of each; empty where this user may not know. */
    private static Map<String, Long> sizes(Admin admin, Collection<TopicDescription> topics) {
        Map<TopicPartition, Integer> leaders = new HashMap<>();
        for (TopicDescription topic : topics) {
            topic.partitions().forEach(partition -> {
                if (partition.leader() != null) {
                    leaders.put(
                            new TopicPartition(topic.name(), partition.partition()),
                            partition.leader().id());
                }
            });
        }
        Map<Integer, Map<String, LogDirDescription>> folders =
                orElse(Map.of(), () -> admin.describeLogDirs(Set.copyOf(leaders.values()))
                        .allDescriptions()
                        .get(DETAIL_MILLIS, TimeUnit.MILLISECONDS));
        Map<String, Long> sizes = new HashMap<>();
        folders.forEach((broker, ofBroker) -> ofBroker.values().forEach(folder -> {
            for (Map.Entry<TopicPartition, ReplicaInfo> replica :
                    folder.replicaInfos().entrySet()) {
                if (broker.equals(leaders.get(replica.getKey()))
                        && !replica.getValue().isFuture()) {
                    sizes.merge(replica.getKey().topic(), replica.getValue().size(), Long::sum);
                }
            }
        }));
        return sizes;
    }

    private static Map<String, Config> configurations(Admin admin, List<String> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<ConfigResource, Config> found = orElse(
                Map.of(), () -> admin.describeConfigs(resources).all().get(DETAIL_MILLIS, TimeUnit.MILLISECONDS));
        return found.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    }

    private interface Asked<T> {
        T get() throws ExecutionException, InterruptedException, java.util.concurrent.TimeoutException;
    }

    /** What is nice to know and not always told. */
    private static <T> T orElse(T otherwise, Asked<T> asked) {
        try {
            return asked.get();
        } catch (ExecutionException | java.util.concurrent.TimeoutException notTold) {
            return otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
