package dev.riffle.sessions.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LocalClusterTest {

    @Test
    void comesUpAndComesBackWhenItsProcessesAreKilled() throws Exception {
        long startedAt = System.nanoTime();
        try (LocalCluster cluster = TestCluster.start()) {
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
            await().atMost(Duration.ofSeconds(30)).until(() -> cluster.status().state() == ClusterState.RESTARTING);
            cluster.awaitReady(Duration.ofSeconds(60));

            long[] pids = {cluster.jobManagerPid(), cluster.taskManagerPid()};
            cluster.close();
            for (long pid : pids) {
                assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive)).isNotEqualTo(java.util.Optional.of(true));
            }
            assertThat(cluster.status().state()).isEqualTo(ClusterState.STOPPED);
        }
    }

    private static void kill(long pid) {
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }
}
