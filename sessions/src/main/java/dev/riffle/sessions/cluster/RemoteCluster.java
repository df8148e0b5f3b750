package dev.riffle.sessions.cluster;

import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** An existing session cluster at an address. It is never started or ended from here. */
public final class RemoteCluster implements SessionCluster {

    private final ClusterMonitor monitor;
    private final List<URL> jarsToShip;
    private final List<URL> jarsToPlanWith;

    /** One that has nothing which this process lacks. */
    public RemoteCluster(URI address, List<URL> jarsToShip, ClusterClient client) {
        this(address, jarsToShip, List.of(), client);
    }

    /**
     * Does not connect yet.
     *
     * @param address of the JobManager's REST interface
     * @param jarsToShip what the cluster lacks: the tap's jar, the samples', further connectors; empty where it has them
     * @param jarsToPlanWith what the cluster has and this process lacks
     */
    public RemoteCluster(URI address, List<URL> jarsToShip, List<URL> jarsToPlanWith, ClusterClient client) {
        this.monitor = new ClusterMonitor(false, address, client);
        this.jarsToShip = List.copyOf(jarsToShip);
        this.jarsToPlanWith = List.copyOf(jarsToPlanWith);
    }

    @Override
    public void start() {
        monitor.start();
    }

    @Override
    public ClusterStatus status() {
        return monitor.status();
    }

    @Override
    public AutoCloseable onStatus(Consumer<ClusterStatus> listener) {
        return monitor.onStatus(listener);
    }

    @Override
    public URI awaitReady(Duration timeout) throws ClusterUnavailableException, InterruptedException {
        return monitor.awaitReady(timeout);
    }

    @Override
    public List<URL> jarsToShip() {
        return jarsToShip;
    }

    @Override
    public List<URL> jarsToPlanWith() {
        return jarsToPlanWith;
    }

    @Override
    public void close() {
        monitor.close();
    }
}
