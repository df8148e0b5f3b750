package dev.riffle.sessions.cluster;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.util.FileUtils;

/**
 * A JobManager and a TaskManager as child processes of this one, on loopback ports. Each is started again when it ends.
 * They end with this process, even if that is killed.
 */
public final class LocalCluster implements SessionCluster {

    private final LocalClusterOptions options;
    private final ClusterMonitor monitor;
    private final ChildProcess jobManager;
    private final ChildProcess taskManager;

    /** Confined to the JobManager's supervisor once it has started. */
    private ClusterPorts ports;

    /**
     * Writes the configuration, and removes temporary files of a cluster that was killed here; starts nothing yet.
     *
     * @throws IOException when the folder can't be written or no port is free
     */
    public LocalCluster(LocalClusterOptions options, ClusterClient client) throws IOException {
        this(options, client, ClusterPorts.free());
    }

    LocalCluster(LocalClusterOptions options, ClusterClient client, ClusterPorts ports) throws IOException {
        FileUtils.deleteDirectory(ChildCommand.temporary(options).toFile());
        this.options = options;
        this.ports = ports;
        this.monitor = new ClusterMonitor(true, address(ports), client);
        this.jobManager =
                new ChildProcess(ChildCommand.jobManager(options, ports), monitor::report, this::leaveTakenPorts);
        this.taskManager = new ChildProcess(ChildCommand.taskManager(options, ports), monitor::report, () -> {});
    }

    private static URI address(ClusterPorts ports) {
        return URI.create("http://127.0.0.1:" + ports.rest());
    }

    /** Before each start of the JobManager: where another process has taken its ports, the cluster moves to others. */
    private void leaveTakenPorts() throws IOException {
        if (!ports.areFree()) {
            ports = ClusterPorts.free();
            ChildCommand.jobManager(options, ports);
            ChildCommand.taskManager(options, ports);
            monitor.moveTo(address(ports));
            taskManager.restart();
        }
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

    @Override
    public List<URL> jarsToPlanWith() {
        return options.connectors().stream().map(LocalCluster::url).toList();
    }

    private static URL url(Path jar) {
        try {
            return jar.toAbsolutePath().toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
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
