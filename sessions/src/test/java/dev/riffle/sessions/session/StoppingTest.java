package dev.riffle.sessions.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riffle.sessions.cluster.ClusterClient;
import dev.riffle.sessions.cluster.ClusterState;
import dev.riffle.sessions.cluster.CuttableRelay;
import dev.riffle.sessions.cluster.RemoteCluster;
import dev.riffle.sessions.cluster.TestCluster;
import dev.riffle.sessions.view.ViewId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A run is said to be stopped when the cluster has none of its jobs any more. */
class StoppingTest {

    private static final String ENDLESS = """
            CREATE TABLE endless (n INT) WITH ('connector' = 'datagen', 'rows-per-second' = '5');
            CREATE TABLE nowhere (n INT) WITH ('connector' = 'blackhole');
            """;

    private final ClusterClient client = new ClusterClient();

    private static URI address() throws Exception {
        return TestCluster.shared().awaitReady(Duration.ofSeconds(60));
    }

    private List<String> runningJobs(String words) throws Exception {
        return client.jobs(address()).stream()
                .filter(job -> !job.isTerminal() && job.name().contains(words))
                .map(ClusterClient.JobSummary::id)
                .toList();
    }

    @Test
    void aStopWhileAJobIsBeingSubmittedLeavesNoJobBehind() throws Exception {
        try (SessionFixture fixture = new SessionFixture(TestCluster.shared())) {
            fixture.awaitEnd(fixture.run("tables", ENDLESS));
            for (int round = 0; round < 4; round++) {
                RunId query = fixture.run("query", "SELECT n AS unowned FROM endless");
                RunId insert = fixture.run("insert", "INSERT INTO nowhere SELECT n AS unowned FROM endless");
                RunId starting = round % 2 == 0 ? query : insert;
                fixture.awaitThat(starting, status -> status.state() != RunState.QUEUED);
                fixture.session().stopAll();
                assertThat(fixture.awaitEnd(query).state()).isEqualTo(RunState.STOPPED);
                assertThat(fixture.awaitEnd(insert).state()).isEqualTo(RunState.STOPPED);
                assertThat(runningJobs("unowned")).isEmpty();
            }
        }
    }

    @Test
    void aJobThatCannotBeCancelledIsSaidToRunUntilItHasEnded() throws Exception {
        try (CuttableRelay relay = new CuttableRelay(address());
                RemoteCluster cluster = new RemoteCluster(relay.address(), List.of(), client)) {
            cluster.start();
            try (SessionFixture fixture = new SessionFixture(cluster)) {
                RunId run = fixture.run("a", ENDLESS + "INSERT INTO nowhere SELECT n FROM endless");
                RunStatus running = fixture.awaitThat(run, status -> status.state() == RunState.RUNNING);
                String job = Objects.requireNonNull(running.statements().get(2).jobId());
                relay.cut();
                fixture.session().stop("a");
                RunStatus stuck = fixture.awaitThat(
                        run, status -> status.statements().get(2).problem() != null);
                assertThat(stuck.state()).isEqualTo(RunState.RUNNING);
                assertThat(Objects.requireNonNull(stuck.statements().get(2).problem())
                                .code())
                        .isEqualTo("CANCEL_FAILED");
                assertThat(client.jobState(address(), job)).contains("RUNNING");

                relay.mend();
                RunStatus stopped = fixture.awaitEnd(run);
                assertThat(stopped.state()).isEqualTo(RunState.STOPPED);
                assertThat(stopped.statements().get(2).problem()).isNull();
                assertThat(client.jobState(address(), job)).contains("CANCELED");
            }
        }
    }

    @Test
    void anEarlierResultIsThereUntilTheNextRunBegins() throws Exception {
        try (CuttableRelay relay = new CuttableRelay(address());
                RemoteCluster cluster = new RemoteCluster(relay.address(), List.of(), client)) {
            cluster.start();
            try (SessionFixture fixture = new SessionFixture(cluster)) {
                RunStatus first = fixture.awaitEnd(fixture.run("a", "SELECT 1"));
                ViewId view = Objects.requireNonNull(first.statements().get(0).result())
                        .view();
                relay.cut();
                await().until(() -> cluster.status().state() == ClusterState.UNREACHABLE);
                RunId again = fixture.run("a", "SELECT 2");
                assertThat(fixture.session().runs())
                        .as("a run is listed at once")
                        .singleElement()
                        .satisfies(run -> {
                            assertThat(run.id()).isEqualTo(again);
                            assertThat(run.state()).isEqualTo(RunState.QUEUED);
                            assertThat(run.statusVersion()).isGreaterThan(first.statusVersion());
                        });
                assertThat(fixture.session().feed(view)).isPresent();
                relay.mend();
                fixture.awaitEnd(again);
                assertThat(fixture.session().feed(view)).isEmpty();
                assertThat(fixture.versionsOf("a")).isSorted().doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void jobsOfAnEarlierStartAreCancelledAlsoWhereAPersonNamedThem() throws Exception {
        try (SessionFixture earlier = new SessionFixture(TestCluster.shared());
                SessionFixture later = new SessionFixture(TestCluster.shared())) {
            RunId left = earlier.run(
                    "a", "SET 'pipeline.name' = 'mine';" + ENDLESS + "INSERT INTO nowhere SELECT n FROM endless");
            RunStatus running = earlier.awaitThat(left, status -> status.state() == RunState.RUNNING);
            assertThat(running.statements().get(3).jobName())
                    .startsWith("mine [riffle " + SessionFixture.INSTANCE + "/");
            RunId own = later.run("b", ENDLESS + "SELECT n FROM endless");
            later.awaitThat(own, status -> status.state() == RunState.RUNNING);

            assertThat(later.factory().cancelOrphans(SessionFixture.INSTANCE)).isTrue();
            assertThat(runningJobs("mine")).isEmpty();
            RunStatus cancelled = earlier.awaitEnd(left);
            assertThat(cancelled.state()).isEqualTo(RunState.STOPPED);
            assertThat(cancelled.statements().get(3).message())
                    .isEqualTo("The job was cancelled outside of this notebook.");
            assertThat(later.session().runs()).allMatch(status -> status.state() == RunState.RUNNING);
        }
    }

    @Test
    void aQueryWhoseJobIsCancelledFromOutsideIsStoppedAndSaysSo() throws Exception {
        try (SessionFixture fixture = new SessionFixture(TestCluster.shared())) {
            RunId run = fixture.run("a", ENDLESS + "SELECT n FROM endless");
            RunStatus running = fixture.awaitThat(run, status -> status.state() == RunState.RUNNING);
            client.cancel(
                    address(),
                    Objects.requireNonNull(running.statements().get(2).jobId()));
            RunStatus cancelled = fixture.awaitEnd(run);
            assertThat(cancelled.state()).isEqualTo(RunState.STOPPED);
            assertThat(cancelled.statements().get(2).message())
                    .isEqualTo("The job was cancelled outside of this notebook.");
        }
    }
}
