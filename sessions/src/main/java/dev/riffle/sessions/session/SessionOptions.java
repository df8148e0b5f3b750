package dev.riffle.sessions.session;

import java.time.Duration;
import java.time.ZoneId;

/**
 * How a session behaves.
 *
 * @param name shown in the names of jobs
 * @param instance marks the jobs of this workbench among others on the same cluster
 * @param runtimeMode at the start
 * @param delivery at the start
 * @param timeZone of TIMESTAMP_LTZ until {@code table.local-time-zone} is set
 * @param maxRows rows that a view holds at most
 * @param maxBytes estimated size of the values that a view holds at most, from 1 KiB
 * @param frameInterval how often changes of a running result go out
 */
public record SessionOptions(
        String name,
        String instance,
        RuntimeMode runtimeMode,
        Delivery delivery,
        ZoneId timeZone,
        int maxRows,
        long maxBytes,
        Duration frameInterval) {

    public SessionOptions {
        if (maxRows < 1 || maxRows > 1_000_000) {
            throw new IllegalArgumentException("maxRows is from 1 to 1,000,000");
        }
        if (maxBytes < 1_024) {
            throw new IllegalArgumentException("maxBytes is from 1,024");
        }
    }
}
