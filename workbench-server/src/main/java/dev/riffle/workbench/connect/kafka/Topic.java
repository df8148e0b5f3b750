package dev.riffle.workbench.connect.kafka;

import org.jspecify.annotations.Nullable;

/**
 * A topic, as a person chooses among them.
 *
 * @param bytes on the disks of the brokers that lead its partitions; null where the cluster does not tell
 * @param retentionMillis how long messages are kept at least; -1 without an end, null where the cluster does not tell
 * @param compacted whether of each key the newest message alone is kept
 */
public record Topic(
        String name,
        int partitions,
        @Nullable Long bytes,
        @Nullable Long retentionMillis,
        boolean compacted) {}
