package dev.riffle.workbench.broker;

import org.jspecify.annotations.Nullable;

/**
 * @param servers where to reach it, {@code host:port}; null while it is off
 * @param message in a sentence
 */
public record BrokerStatus(State state, @Nullable String servers, String message) {

    public enum State {
        OFF,
        STARTING,
        RUNNING
    }
}
