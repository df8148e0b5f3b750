package dev.riffle.sessions.cluster;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/** A Flink session cluster. Safe for use from any thread; listeners are told in order, on a thread of the cluster. */
public interface SessionCluster extends AutoCloseable {

    /** Begins to start it, or to look for it, in the background. Returns at once. */
    void start();

    ClusterStatus status();

    /** Tells every change of the status from now on; close the registration to stop. */
    AutoCloseable onStatus(Consumer<ClusterStatus> listener);

    /**
     * Waits until it is ready.
     *
     * @return the address of the REST interface
     * @throws ClusterUnavailableException when it is closed, or not ready within {@code timeout}
     */
    URI awaitReady(Duration timeout) throws ClusterUnavailableException, InterruptedException;

    /** Jars that jobs must bring along because the cluster lacks them, as local files. Empty for a local cluster. */
    java.util.List<java.net.URL> jarsToShip();

    /**
     * Jars that the cluster has and this process lacks, as local files: sessions need them to plan, jobs don't bring them
     * along.
     */
    java.util.List<java.net.URL> jarsToPlanWith();

    /** Ends it (child processes included) and returns once it ended. A remote cluster is only let go. */
    @Override
    void close();
}
