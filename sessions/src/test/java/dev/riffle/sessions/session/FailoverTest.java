package dev.riffle.sessions.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riffle.sessions.cluster.LocalCluster;
import dev.riffle.sessions.cluster.TestCluster;
import dev.riffle.sessions.feed.ViewFeed;
import dev.riffle.sessions.view.ViewTotals;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Results of a job whose TaskManager is killed in the middle: they go on from a checkpoint, and end up right. */
class FailoverTest {

    private static final long EVENTS = 3_000;

    private static final String SETUP = """
            SET 'execution.checkpointing.interval' = '500 ms';
            SET 'restart-strategy.type' = 'fixed-delay';
            SET 'restart-strategy.fixed-delay.attempts' = '50';
            SET 'restart-strategy.fixed-delay.delay' = '500 ms';
            CREATE TABLE numbers (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '200',
              'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '%d')""".formatted(EVENTS);

    @Test
    void resultsAreRightAgainAfterTheTaskManagerWasKilled() throws Exception {
        try (LocalCluster cluster = TestCluster.start();
                SessionFixture fixture = new SessionFixture(cluster, RuntimeMode.STREAMING, 10_000)) {
            cluster.awaitReady(Duration.ofSeconds(60));
            fixture.awaitEnd(fixture.run("setup", SETUP));
            RunId rows = fixture.run("rows", "SELECT n FROM numbers");
            RunId groups = fixture.run("groups", "SELECT n % 7 AS k, COUNT(*) AS c FROM numbers GROUP BY n % 7");
            ViewFeed growing = feed(fixture.awaitThat(rows, status -> status.state() == RunState.RUNNING));
            ViewFeed counted = feed(fixture.awaitThat(groups, status -> status.state() == RunState.RUNNING));
            // Some checkpoints are complete by then, and the newest rows are covered by none.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> growing.snapshot().totals().allRows() > 900
                            && counted.snapshot().totals().changes() > 75);

            ProcessHandle.of(cluster.taskManagerPid()).orElseThrow().destroyForcibly();

            RunStatus rowsEnd = fixture.awaitThat(rows, status -> status.state().isTerminal(), Duration.ofSeconds(90));
            RunStatus groupsEnd =
                    fixture.awaitThat(groups, status -> status.state().isTerminal(), Duration.ofSeconds(90));
            assertThat(rowsEnd.state()).isEqualTo(RunState.FINISHED);
            assertThat(groupsEnd.state()).isEqualTo(RunState.FINISHED);
            assertThat(rowsEnd.statements().get(0).message()).contains("checkpoint");
            assertThat(growing.snapshot().rows().stream()
                            .map(row -> (Long) row.values().get(0))
                            .toList())
                    .isEqualTo(LongStream.rangeClosed(1, EVENTS).boxed().toList());
            assertThat(growing.snapshot().totals())
                    .extracting(ViewTotals::allRows)
                    .isEqualTo(EVENTS);
            assertThat(counted.snapshot().rows().stream()
                            .mapToLong(row ->
                                    (Long) Objects.requireNonNull(row.values().get(1)))
                            .sum())
                    .isEqualTo(EVENTS);
            assertThat(counted.snapshot().rows()).hasSize(7);
        }
    }

    private static ViewFeed feed(RunStatus status) {
        List<StatementRun> statements = status.statements();
        return Objects.requireNonNull(statements.get(statements.size() - 1).result());
    }
}
