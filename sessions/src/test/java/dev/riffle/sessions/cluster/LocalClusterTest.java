package dev.riffle.sessions.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalClusterTest {

    @Test
    void comesUpAndComesBackWhenItsProcessesAreKilled(@TempDir Path folder) throws Exception {
        long startedAt = System.nanoTime();
        Path leftover =
                Files.writeString(Files.createDirectories(folder.resolve("tmp")).resolve("old"), "blob");
        try (LocalCluster cluster =
                new LocalCluster(LocalClusterOptions.of(TestCluster.classPath(), folder), new ClusterClient())) {
            assertThat(leftover).doesNotExist();
            cluster.start();
            assertThat(cluster.status().state()).isEqualTo(ClusterState.STARTING);
            URI address = cluster.awaitReady(Duration.ofSeconds(60));
            System.out.printf("ready after %d ms%n", (System.nanoTime() - startedAt) / 1_000_000);
            assertThat(address.getHost()).isEqualTo("127.0.0.1");
            assertThat(cluster.status().slotsTotal()).isEqualTo(16);

            kill(cluster.taskManagerPid());
            await().atMost(Duration.ofSeconds(30)).until(() -> cluster.status().state() == ClusterState.RESTARTING);
            assertThat(cluster.status().message()).contains("TaskManager").contains("taskmanager.log");
            cluster.awaitReady(Duration.ofSeconds(60));

            kill(cluster.jobManagerPid());
            try (ServerSocket taken = take(address.getPort())) {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> cluster.status().state() == ClusterState.RESTARTING);
                URI moved = cluster.awaitReady(Duration.ofSeconds(90));
                assertThat(moved.getPort()).isNotEqualTo(taken.getLocalPort());
                assertThat(cluster.status().address()).isEqualTo(moved.toString());
            }

            long[] pids = {cluster.jobManagerPid(), cluster.taskManagerPid()};
            cluster.close();
            for (long pid : pids) {
                assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive)).isNotEqualTo(java.util.Optional.of(true));
            }
            assertThat(cluster.status().state()).isEqualTo(ClusterState.STOPPED);
        }
    }

    @Test
    void aProgramThatCannotBeStartedIsTriedAgain(@TempDir Path folder) {
        List<String> told = new CopyOnWriteArrayList<>();
        ChildCommand command = new ChildCommand(
                "jobmanager",
                List.of(folder.resolve("missing").toString()),
                folder.resolve("jobmanager.log"),
                folder.resolve("jobmanager.out"),
                Duration.ofSeconds(3));
        try (ChildProcess process = new ChildProcess(command, told::add, () -> {})) {
            process.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> told.size() == 2);
        }
        assertThat(told).allMatch(text -> text.startsWith("The JobManager could not be started ("));
    }

    @Test
    void whatAProcessPrintsIsKeptWithinABound(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("taskmanager.out");
        try (BoundedOutput output = new BoundedOutput(file, 1_000)) {
            for (int i = 0; i < 1_000; i++) {
                output.line("+I[" + i + "]");
            }
        }
        assertThat(Files.readAllLines(file)).last().isEqualTo("+I[999]");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(2).allSatisfy(kept -> assertThat(Files.size(kept))
                    .isLessThan(1_100));
        }
    }

    private static ServerSocket take(int port) {
        return await().pollInterval(Duration.ofMillis(5))
                .ignoreExceptions()
                .until(() -> new ServerSocket(port, 1, InetAddress.getLoopbackAddress()), ServerSocket::isBound);
    }

    private static void kill(long pid) {
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }
}
