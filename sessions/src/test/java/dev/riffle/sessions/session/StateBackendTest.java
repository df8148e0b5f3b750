package dev.riffle.sessions.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.sessions.cluster.LocalCluster;
import dev.riffle.sessions.cluster.TestCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A notebook keeps the state of its jobs where a SET of its own says, whatever others do. */
class StateBackendTest {

    private static final String COUNT = "SELECT k, COUNT(*) AS c FROM (VALUES ('x'), ('y'), ('x')) AS t (k) GROUP BY k";

    @Test
    void rocksDbIsChosenByANotebookForItself() throws Exception {
        LocalCluster cluster = TestCluster.shared();
        URI address = cluster.awaitReady(Duration.ofSeconds(60));
        try (SessionFixture large = new SessionFixture(cluster);
                SessionFixture usual = new SessionFixture(cluster)) {
            large.awaitEnd(large.run("set", """
                    SET 'state.backend.type' = 'rocksdb';
                    SET 'execution.checkpointing.interval' = '1 s'"""));
            usual.awaitEnd(usual.run("set", "SET 'execution.checkpointing.interval' = '1 s'"));

            RunStatus inRocksDb = large.awaitEnd(large.run("count", COUNT));
            RunStatus onHeap = usual.awaitEnd(usual.run("count", COUNT));

            assertThat(SessionFixture.rows(inRocksDb)).containsExactlyInAnyOrder(List.of("x", 2L), List.of("y", 1L));
            assertThat(checkpointing(address, inRocksDb)).contains("\"EmbeddedRocksDBStateBackend\"");
            assertThat(checkpointing(address, onHeap)).contains("\"HashMapStateBackend\"");
        }
    }

    /** The JobManager's answer, which names the state backend. */
    private static String checkpointing(URI address, RunStatus run) throws IOException, InterruptedException {
        String job = Objects.requireNonNull(run.statements().get(0).jobId());
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address.resolve("/jobs/" + job + "/checkpoints/config"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
