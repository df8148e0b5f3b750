package dev.riffle.sessions.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riffle.sessions.cluster.TestCluster;
import dev.riffle.sessions.feed.ViewFeed;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Results that show only what a complete checkpoint covers. */
class CommittedResultTest {

    /** Its source alone has 8 MB of state, more than Flink keeps of a task without a place for checkpoints. */
    private static final String NUMBERS = """
            CREATE TABLE numbers (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '200',
              'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '1000000');
            """;

    @Test
    void rowsComeWithACheckpointAndNoneBetweenTwo() throws Exception {
        try (SessionFixture fixture =
                new SessionFixture(TestCluster.shared(), RuntimeMode.STREAMING, Delivery.COMMITTED, 1_000)) {
            // One comes by itself when the job starts; the test asks for the others.
            fixture.awaitEnd(fixture.run("setup", "SET 'execution.checkpointing.interval' = '3650 d';" + NUMBERS));
            RunId run = fixture.run("committed", "SELECT n FROM numbers");
            RunStatus started = fixture.awaitThat(
                    run, status -> status.statements().stream().anyMatch(statement -> statement.result() != null));
            ViewFeed committed = feed(started);
            assertThat(committed.isCommitted()).isTrue();

            fixture.session().setDelivery(Delivery.LIVE);
            ViewFeed live = feed(fixture.awaitThat(
                    fixture.run("live", "SELECT n FROM numbers"), status -> status.state() == RunState.RUNNING));
            assertThat(live.isCommitted()).isFalse();

            for (int i = 0; i < 2; i++) {
                long covered = rowsThatStay(committed, live);
                checkpoint(started);
                awaitRows(committed, covered);
            }
            fixture.awaitThat(run, status -> status.state() == RunState.RUNNING);
        }
    }

    /** How many rows a result has while another of the same table gets those of three seconds. */
    private static long rowsThatStay(ViewFeed committed, ViewFeed clock) {
        long[] since = {-1, 0};
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            if (rows(committed) != since[0]) {
                since[0] = rows(committed);
                since[1] = rows(clock);
            }
            return rows(clock) >= since[1] + 600;
        });
        return since[0];
    }

    @Test
    void checkpointsComeByThemselvesWhereTheNotebookSetsNoInterval() {
        try (SessionFixture fixture =
                new SessionFixture(TestCluster.shared(), RuntimeMode.STREAMING, Delivery.COMMITTED, 1_000)) {
            RunStatus status = fixture.awaitThat(
                    fixture.run("a", NUMBERS + "SELECT n % 7 AS k, COUNT(*) AS c FROM numbers GROUP BY n % 7"),
                    s -> s.state() == RunState.RUNNING);
            awaitRows(feed(status), 6);
        }
    }

    @Test
    void batchResultsWaitForNoCheckpoint() {
        try (SessionFixture fixture =
                new SessionFixture(TestCluster.shared(), RuntimeMode.BATCH, Delivery.COMMITTED, 1_000)) {
            RunStatus status = fixture.awaitEnd(fixture.run("a", "SELECT x FROM (VALUES (1)) AS t (x)"));
            assertThat(SessionFixture.rows(status)).containsExactly(List.of(1L));
            assertThat(feed(status).isCommitted()).isFalse();
        }
    }

    private static ViewFeed feed(RunStatus status) {
        List<StatementRun> statements = status.statements();
        return Objects.requireNonNull(statements.get(statements.size() - 1).result());
    }

    private static long rows(ViewFeed feed) {
        return feed.snapshot().totals().allRows();
    }

    private static void awaitRows(ViewFeed feed, long moreThan) {
        await().atMost(Duration.ofSeconds(60)).until(() -> rows(feed) > moreThan);
    }

    private static void checkpoint(RunStatus status) throws Exception {
        String job = Objects.requireNonNull(status.statements().get(0).jobId());
        String address = Objects.requireNonNull(TestCluster.shared().status().address());
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/jobs/" + job + "/checkpoints"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"checkpointType\":\"FULL\"}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }
}
