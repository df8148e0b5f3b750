package dev.riffle.sessions.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riffle.sessions.cluster.ClusterClient;
import dev.riffle.sessions.cluster.SessionCluster;
import dev.riffle.sessions.feed.ViewFeed;
import dev.riffle.sessions.view.ViewBounds;
import dev.riffle.sessions.view.ViewRow;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A session on a real cluster, with what it told. */
public final class SessionFixture implements AutoCloseable {

    public static final String INSTANCE = "test";

    private final FlinkSessionFactory factory;
    private final Session session;
    private final List<RunStatus> told = new CopyOnWriteArrayList<>();

    public SessionFixture(SessionCluster cluster) {
        this(cluster, RuntimeMode.STREAMING, 1_000);
    }

    public SessionFixture(SessionCluster cluster, RuntimeMode mode, int maxRows) {
        this(cluster, mode, Delivery.LIVE, maxRows);
    }

    public SessionFixture(SessionCluster cluster, RuntimeMode mode, Delivery delivery, int maxRows) {
        this(cluster, new ClusterClient(), mode, delivery, maxRows, Secrets.none());
    }

    public SessionFixture(SessionCluster cluster, Secrets secrets) {
        this(cluster, new ClusterClient(), RuntimeMode.STREAMING, Delivery.LIVE, 1_000, secrets);
    }

    /** @param client that knows how the cluster is reached */
    public SessionFixture(SessionCluster cluster, ClusterClient client) {
        this(cluster, client, RuntimeMode.STREAMING, Delivery.LIVE, 1_000, Secrets.none());
    }

    private SessionFixture(
            SessionCluster cluster,
            ClusterClient client,
            RuntimeMode mode,
            Delivery delivery,
            int maxRows,
            Secrets secrets) {
        factory = new FlinkSessionFactory(cluster, client, secrets);
        session = factory.open(
                new SessionOptions(
                        "Tests",
                        INSTANCE,
                        mode,
                        delivery,
                        ZoneId.of("UTC"),
                        maxRows,
                        ViewBounds.DEFAULT.maxBytes(),
                        Duration.ofMillis(100)),
                new SessionListener() {
                    @Override
                    public void runChanged(RunStatus status) {
                        told.add(status);
                    }

                    @Override
                    public void catalogChanged() {}
                });
    }

    public Session session() {
        return session;
    }

    public FlinkSessionFactory factory() {
        return factory;
    }

    /** All states that the run went through. */
    public List<RunState> statesOf(RunId run) {
        return told.stream()
                .filter(status -> status.id().equals(run))
                .map(RunStatus::state)
                .distinct()
                .toList();
    }

    /** The status versions of all runs of the owner, as they were told. */
    public List<Long> versionsOf(String owner) {
        return told.stream()
                .filter(status -> status.owner().equals(owner))
                .map(RunStatus::statusVersion)
                .toList();
    }

    /** Everything that was told of runs, as text. */
    public String told() {
        return told.toString();
    }

    public RunId run(String owner, String sql) {
        RunId id = new RunId(UUID.randomUUID().toString());
        session.run(id, owner, sql);
        return id;
    }

    public RunStatus awaitThat(RunId run, Predicate<RunStatus> condition) {
        return awaitThat(run, condition, Duration.ofSeconds(60));
    }

    public RunStatus awaitThat(RunId run, Predicate<RunStatus> condition, Duration most) {
        await().atMost(most).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> assertThat(status(run))
                .matches(status -> status != null && condition.test(status)));
        RunStatus status = status(run);
        if (status == null) {
            throw new IllegalStateException("the run is gone");
        }
        return status;
    }

    public RunStatus awaitEnd(RunId run) {
        return awaitThat(run, status -> status.state().isTerminal());
    }

    private @Nullable RunStatus status(RunId run) {
        for (int i = told.size() - 1; i >= 0; i--) {
            if (told.get(i).id().equals(run)) {
                return told.get(i);
            }
        }
        return null;
    }

    /** Runs a cell to its end and gives its last result's rows. */
    public List<List<@Nullable Object>> rows(String owner, String sql) {
        return rows(awaitEnd(run(owner, sql)));
    }

    public static List<List<@Nullable Object>> rows(RunStatus status) {
        if (status.state() != RunState.FINISHED) {
            throw new IllegalStateException(status.toString());
        }
        ViewFeed feed = status.statements().get(status.statements().size() - 1).result();
        if (feed == null) {
            throw new IllegalStateException("no result");
        }
        return feed.snapshot().rows().stream().map(ViewRow::values).toList();
    }

    @Override
    public void close() {
        factory.close();
    }
}
