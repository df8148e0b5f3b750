package dev.riffle.workbench.connect.kafka;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of a topic, cut to what a person looks at.
 *
 * @param key null where it has none
 * @param value null for a tombstone
 * @param bytes of the whole value
 */
public record Message(
        int partition,
        long offset,
        Instant time,
        @Nullable MessagePart key,
        @Nullable MessagePart value,
        int bytes) {}
