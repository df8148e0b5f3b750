package dev.riffle.sessions.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the session cluster now.
 *
 * @param local whether its processes are children of this one
 * @param message one sentence for a person: what happens, or what happened last
 * @param address of the REST interface, e.g. {@code http://127.0.0.1:45123}; null until it is known
 * @param since when it came into this state
 */
public record ClusterStatus(
        boolean local,
        ClusterState state,
        String message,
        @Nullable String address,
        int taskManagers,
        int slotsTotal,
        int slotsFree,
        @Nullable String flinkVersion,
        Instant since) {}
