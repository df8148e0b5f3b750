package dev.riffle.sessions.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riffle.sessions.cluster.SessionCluster;
import dev.riffle.sessions.cluster.TestCluster;
import dev.riffle.sessions.feed.ViewFeed;
import dev.riffle.sessions.session.RunId;
import dev.riffle.sessions.session.RunState;
import dev.riffle.sessions.session.RunStatus;
import dev.riffle.sessions.session.RuntimeMode;
import dev.riffle.sessions.session.SessionFixture;
import dev.riffle.sessions.view.ViewRow;
import java.time.Duration;
import java.util.List;

/** The cells of one notebook on a real cluster, with their results as text: rows in the order of their texts. */
final class Cells implements AutoCloseable {

    private final SessionFixture fixture;
    private int cells;

    Cells(RuntimeMode mode) {
        this(TestCluster.shared(), mode);
    }

    Cells(SessionCluster cluster, RuntimeMode mode) {
        fixture = new SessionFixture(cluster, mode, 10_000);
    }

    /** Runs a cell to its end, which must be a good one. */
    RunStatus run(String sql) {
        RunStatus status = fixture.awaitEnd(start(sql));
        assertThat(status.state()).as(status.toString()).isEqualTo(RunState.FINISHED);
        return status;
    }

    /** The rows of a query that ends. */
    String rows(String sql) {
        return text(run(sql));
    }

    /** Begins a query or an INSERT that goes on. */
    RunId start(String sql) {
        return fixture.run("cell" + cells++, sql);
    }

    /** The status of a run that goes on, once its job runs. */
    RunStatus running(RunId run) {
        return good(fixture.awaitThat(
                run,
                status -> status.state() == RunState.RUNNING || status.state().isTerminal()));
    }

    void awaitRows(RunId run, String rows) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .failFast(() -> good(fixture.awaitThat(run, any -> true)))
                .untilAsserted(() ->
                        assertThat(text(fixture.awaitThat(run, any -> true))).isEqualTo(rows));
    }

    RunStatus awaitEnd(RunId run) {
        return fixture.awaitEnd(run);
    }

    /** Cancels what the run began. */
    void stop(RunId run) {
        fixture.session().stop(fixture.awaitThat(run, any -> true).owner());
        fixture.awaitEnd(run);
    }

    private static RunStatus good(RunStatus status) {
        if (status.state() == RunState.FAILED) {
            throw new AssertionError(status.toString());
        }
        return status;
    }

    private static String text(RunStatus status) {
        if (status.statements().isEmpty()) {
            return "";
        }
        ViewFeed feed = status.statements().get(status.statements().size() - 1).result();
        return feed == null
                ? ""
                : feed.snapshot().rows().stream()
                        .map(ViewRow::values)
                        .map(List::toString)
                        .sorted()
                        .toList()
                        .toString();
    }

    /** Ends what still runs. */
    @Override
    public void close() {
        fixture.close();
    }
}
