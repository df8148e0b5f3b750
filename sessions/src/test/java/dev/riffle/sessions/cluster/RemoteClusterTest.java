package dev.riffle.sessions.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.riffle.sessions.session.RunId;
import dev.riffle.sessions.session.RunState;
import dev.riffle.sessions.session.RunStatus;
import dev.riffle.sessions.session.SessionFixture;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteClusterTest {

    @Test
    void runsQueriesOnAClusterThatHasNothingOfOurs(@TempDir Path folder) throws Exception {
        try (ForeignCluster foreign = new ForeignCluster(folder);
                RemoteCluster cluster =
                        new RemoteCluster(foreign.address(), List.of(foreign.tapJar()), new ClusterClient())) {
            cluster.start();
            cluster.awaitReady(Duration.ofSeconds(60));
            assertThat(cluster.status().slotsTotal()).isEqualTo(4);
            try (SessionFixture fixture = new SessionFixture(cluster)) {
                assertThat(fixture.rows(
                                "a", "SELECT k, COUNT(*) FROM (VALUES ('x'), ('y'), ('x')) AS t (k) GROUP BY k"))
                        .containsExactlyInAnyOrder(List.of("x", 2L), List.of("y", 1L));
                RunId run = fixture.run(
                        "b",
                        "CREATE TABLE g (n INT) WITH ('connector' = 'datagen', 'rows-per-second' = '50'); SELECT n FROM g");
                RunStatus running = fixture.awaitThat(run, status -> status.state() == RunState.RUNNING);
                fixture.session().stop("b");
                fixture.awaitEnd(run);
                String job = Objects.requireNonNull(running.statements().get(1).jobId());
                await().atMost(Duration.ofSeconds(20)).until(() -> new ClusterClient()
                        .jobState(foreign.address(), job)
                        .orElseThrow()
                        .equals("CANCELED"));
            }
        }
    }

    @Test
    void saysWhereItLooksForAClusterThatIsNotThere() {
        try (RemoteCluster cluster =
                new RemoteCluster(URI.create("http://127.0.0.1:1"), List.of(), new ClusterClient())) {
            cluster.start();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !cluster.status().message().isEmpty());
            assertThat(cluster.status().message()).contains("http://127.0.0.1:1");
            assertThatThrownBy(() -> cluster.awaitReady(Duration.ofMillis(300)))
                    .isInstanceOf(ClusterUnavailableException.class);
        }
    }
}
