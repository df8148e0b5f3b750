package dev.riffle.workbench.benchmark;

import dev.riffle.sessions.cluster.ClusterClient;
import dev.riffle.sessions.cluster.LocalCluster;
import dev.riffle.sessions.cluster.LocalClusterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is measured, each in processes of its own: a session cluster with the memory that {@code ./riffle} gives it, the
 * server on it, and the collect client.
 */
final class Testbed implements AutoCloseable {

    /** Flink reads counters every ten seconds by default, which is longer than most of what is measured here. */
    private static final Map<String, String> FRESH_COUNTERS = Map.of("metrics.fetcher.update-interval", "200");

    private final Path directory;
    private final LocalCluster cluster;
    private final FlinkRest flink;
    private final RiffleServer server;
    private final CollectProcess collect;

    private Testbed(
            Path directory, LocalCluster cluster, FlinkRest flink, RiffleServer server, CollectProcess collect) {
        this.directory = directory;
        this.cluster = cluster;
        this.flink = flink;
        this.server = server;
        this.collect = collect;
    }

    static Testbed start(Path root, List<String> flinkOptions) throws Exception {
        Path directory = Files.createTempDirectory("riffle-benchmark");
        Path list = root.resolve("workbench-server/target/riffle/cluster.classpath");
        List<Path> jars = Stream.of(Files.readString(list).strip().split(":", -1))
                .map(list::resolveSibling)
                .sorted()
                .toList();
        LocalClusterOptions usual = LocalClusterOptions.of(jars, directory.resolve("cluster"));
        LocalCluster cluster = new LocalCluster(
                new LocalClusterOptions(
                        usual.classPath(),
                        usual.connectors(),
                        usual.directory(),
                        usual.jobManagerHeapMegabytes(),
                        usual.taskManagerProcessMegabytes(),
                        usual.slots(),
                        FRESH_COUNTERS,
                        usual.logFormat(),
                        usual.archives()),
                new ClusterClient());
        cluster.start();
        URI address = cluster.awaitReady(Duration.ofMinutes(5));
        RiffleServer server = RiffleServer.start(root, address, directory.resolve("data"));
        // Should this process be stopped from the keyboard: the cluster and the collect client end by themselves.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ProcessHandle.of(server.pid()).ifPresent(process -> {
                process.destroy();
                process.onExit().join();
            });
            remove(directory);
        }));
        return new Testbed(
                directory, cluster, new FlinkRest(address), server, new CollectProcess(address, flinkOptions));
    }

    FlinkRest flink() {
        return flink;
    }

    RiffleServer server() {
        return server;
    }

    CollectProcess collect() {
        return collect;
    }

    long jobManagerPid() {
        return cluster.jobManagerPid();
    }

    long taskManagerPid() {
        return cluster.taskManagerPid();
    }

    @Override
    public void close() throws Exception {
        collect.close();
        server.close();
        cluster.close();
        remove(directory);
    }

    private static void remove(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("Left behind: " + directory);
        }
    }
}
