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

    /**
     * Does not connect yet.
     *
     * @param address of the JobManager's REST interface
     * @param jarsToShip what the cluster lacks: the tap's jar, and the samples'; empty where it has them
     */
    public RemoteCluster(URI address, List<URL> jarsToShip, ClusterClient client) {
        this.monitor = new ClusterMonitor(false, address, client);
        this.jarsToShip = List.copyOf(jarsToShip);
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
    public void close() {
        monitor.close();
    }
}
