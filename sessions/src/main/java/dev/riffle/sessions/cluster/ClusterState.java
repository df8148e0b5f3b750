package dev.riffle.sessions.cluster;

/** Where a session cluster stands. */
public enum ClusterState {
    /** It is coming up for the first time. */
    STARTING,
    /** The JobManager answers and at least one TaskManager is registered. */
    READY,
    /** A process of a local cluster ended and is being started again. */
    RESTARTING,
    /** The JobManager does not answer, or no TaskManager is registered; tried again until it does. */
    UNREACHABLE,
    /** Closed. */
    STOPPED
}
