package dev.riffle.workbench.connector;

/**
 * @param bytes its size
 */
public record ConnectorJar(String name, long bytes, State state) {

    /** Whether sessions and the cluster have it. They have what was there when the server started. */
    public enum State {
        LOADED,
        /** It is there, or another one is in its place, from the next start on. */
        AFTER_RESTART,
        /** It is deleted; what is loaded stays until the server starts again. */
        UNTIL_RESTART
    }
}
