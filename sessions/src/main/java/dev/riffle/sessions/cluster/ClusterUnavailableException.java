package dev.riffle.sessions.cluster;

/** The session cluster can't be reached; the message is {@link ClusterStatus#message()}. */
public final class ClusterUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    public ClusterUnavailableException(String message) {
        super(message);
    }
}
