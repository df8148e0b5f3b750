package dev.riffle.sessions.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A JobManager and a TaskManager as child processes of this one, on loopback ports. Each is started again when it ends.
 * They end with this process, even if that is killed.
 */
public final class LocalCluster implements SessionCluster {

    private final ClusterMonitor monitor;
    private final ChildProcess jobManager;
    private final ChildProcess taskManager;

    /**
     * Writes the configuration; starts nothing yet.
     *
     * @throws IOException when the folder can't be written or no port is free
     */
    public LocalCluster(LocalClusterOptions options, ClusterClient client) throws IOException {
        ClusterPorts ports = ClusterPorts.free();
        this.monitor = new ClusterMonitor(true, URI.create("http://127.0.0.1:" + ports.rest()), client);
        this.jobManager = new ChildProcess(ChildCommand.jobManager(options, ports), monitor::report);
        this.taskManager = new ChildProcess(ChildCommand.taskManager(options, ports), monitor::report);
    }

    @Override
    public void start() {
        jobManager.start();
        taskManager.start();
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
        return List.of();
    }

    /** Process id of the JobManager, -1 before it starts. */
    public long jobManagerPid() {
        return jobManager.pid();
    }

    /** Process id of the TaskManager, -1 before it starts. */
    public long taskManagerPid() {
        return taskManager.pid();
    }

    @Override
    public void close() {
        monitor.close();
        taskManager.close();
        jobManager.close();
    }
}
