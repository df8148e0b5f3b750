package dev.riffle.sessions.session;

import dev.riffle.sessions.catalog.CatalogListing;
import dev.riffle.sessions.catalog.CatalogReader;
import dev.riffle.sessions.cluster.ClusterClient;
import dev.riffle.sessions.cluster.ClusterState;
import dev.riffle.sessions.cluster.ClusterStatus;
import dev.riffle.sessions.cluster.SessionCluster;
import dev.riffle.sessions.feed.ViewFeed;
import dev.riffle.sessions.statement.Problem;
import dev.riffle.sessions.view.ViewId;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session on the machinery behind SQL Client. Fields without another rule are confined to the session thread; what
 * happens to runs is told by their own thread, see {@link RunReporter}.
 */
final class FlinkSession implements Session {

    private static final Logger LOG = LoggerFactory.getLogger(FlinkSession.class);
    private static final int CLOSE_SECONDS = 15;

    private final SessionOptions options;
    private final SessionListener listener;
    private final SessionCluster cluster;
    private final ClusterClient client;
    private final JobWatch watch;
    private final BrokerWatch brokers;
    private final RunStopper stopper;
    private final JobMark mark;
    private final SecretFilling secrets;
    private final SecretVeil veil;
    private final Consumer<FlinkSession> onClose;
    private final RunReporter reporter;
    private final ExecutorService thread;
    private final AutoCloseable clusterRegistration;
    private final Object runLock = new Object();

    /** By owner; also read when a run is to be stopped at once. */
    private final Map<String, CellRun> current = new ConcurrentHashMap<>();

    private final Map<String, CreatedObjects> created = new HashMap<>();

    /** What waits for the cluster, in its order; of each owner the newest run alone. */
    private final List<CellRun> pending = new ArrayList<>();

    private @Nullable EmbeddedGateway gateway;
    private RuntimeMode runtimeMode;
    private Delivery delivery;
    private volatile boolean closed;

    FlinkSession(
            SessionOptions options,
            SessionListener listener,
            SessionCluster cluster,
            ClusterClient client,
            JobWatch watch,
            BrokerWatch brokers,
            RunStopper stopper,
            JobMark mark,
            Secrets secrets,
            Consumer<FlinkSession> onClose) {
        this.options = options;
        this.listener = listener;
        this.cluster = cluster;
        this.client = client;
        this.watch = watch;
        this.brokers = brokers;
        this.stopper = stopper;
        this.mark = mark;
        this.secrets = new SecretFilling(secrets);
        this.veil = this.secrets.veil();
        this.onClose = onClose;
        this.runtimeMode = options.runtimeMode();
        this.delivery = options.delivery();
        this.reporter = new RunReporter(listener);
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "session");
            made.setDaemon(true);
            return made;
        });
        this.clusterRegistration = cluster.onStatus(this::clusterChanged);
    }

    @Override
    public void run(RunId id, String owner, String text, Inputs inputs) {
        queue(id, owner, text, inputs, false);
    }

    @Override
    public void rerun(RunId id, String owner, String text, Inputs inputs) {
        queue(id, owner, text, inputs, true);
    }

    private void queue(RunId id, String owner, String text, Inputs inputs, boolean keepsPlace) {
        synchronized (runLock) {
            CellRun before = current.get(owner);
            if (before != null) {
                before.requestStop();
            }
            CellRun run = new CellRun(id, owner, text, inputs, before);
            current.put(owner, run);
            reporter.queue(id, owner);
            submit(() -> {
                int place = pending.indexOf(before);
                if (place >= 0) {
                    drop(pending.remove(place));
                }
                pending.add(keepsPlace && place >= 0 ? place : pending.size(), run);
                runPending();
            });
        }
    }

    private void clusterChanged(ClusterStatus status) {
        if (status.state() == ClusterState.READY) {
            submit(this::runPending);
        }
    }

    /** Runs what waits, while the cluster is ready. */
    private void runPending() {
        while (!pending.isEmpty() && (cluster.status().state() == ClusterState.READY)) {
            CellRun run = pending.remove(0);
            if (run.begin()) {
                runNow(run);
            } else {
                drop(run);
            }
        }
    }

    /** It was stopped, or replaced, before it began; what it was to replace ends all the same. */
    private void drop(CellRun run) {
        run.takeReplaced().ifPresent(before -> stopper.halt(before, reporter));
        reporter.end(run.id(), RunState.STOPPED, null);
    }

    private void runNow(CellRun run) {
        try {
            run.takeReplaced().ifPresent(before -> stopper.halt(before, reporter));
            CellExecution execution = new CellExecution(
                    run,
                    gateway(),
                    options,
                    mark,
                    secrets,
                    delivery,
                    reporter,
                    watch,
                    brokers,
                    client,
                    cluster,
                    created.computeIfAbsent(run.owner(), unused -> new CreatedObjects()));
            execution.execute();
        } catch (RuntimeException | Error e) {
            LOG.warn("A run ended unexpectedly: {}", veil.over(e));
            Problem problem = Problems.of(e, null, NameHintsOf.nothing(), veil);
            reporter.end(run.id(), RunState.FAILED, problem);
        } finally {
            // Whoever stops the run waits for this, so that no job is started behind their back.
            run.executed();
            listener.catalogChanged();
        }
    }

    private EmbeddedGateway gateway() {
        URI address = URI.create(Objects.requireNonNull(cluster.status().address()));
        EmbeddedGateway open = gateway;
        if (open == null) {
            Map<String, String> settings = new HashMap<>(client.access().settings());
            settings.put("execution.runtime-mode", runtimeMode.name().toLowerCase(Locale.ROOT));
            settings.put("table.local-time-zone", options.timeZone().getId());
            open = new EmbeddedGateway(address, cluster.jarsToShip(), cluster.jarsToPlanWith(), settings);
            gateway = open;
        }
        open.reach(address);
        return open;
    }

    @Override
    public void stop(String owner, @Nullable String why) {
        CellRun run = current.get(owner);
        if (run != null) {
            if (why != null) {
                reporter.explain(run.id(), why);
            }
            stopper.stop(run, reporter);
            submit(() -> pending.remove(run));
        }
    }

    @Override
    public void stopAll() {
        List.copyOf(current.keySet()).forEach(owner -> stop(owner, null));
    }

    @Override
    public void forget(String owner) {
        stop(owner, null);
        submit(() -> {
            CellRun run = current.remove(owner);
            if (run != null) {
                stopper.halt(run, reporter);
                reporter.forget(run.id());
            }
            EmbeddedGateway open = gateway;
            CreatedObjects objects = created.get(owner);
            if (objects != null && objects.isNothing()) {
                created.remove(owner);
            } else if (open != null && objects != null) {
                // Kept: the cell may come back, and its databases are still there.
                objects.dropAll(open, veil);
                listener.catalogChanged();
            }
        });
    }

    @Override
    public void setRuntimeMode(RuntimeMode mode) {
        submit(() -> {
            runtimeMode = mode;
            EmbeddedGateway open = gateway;
            if (open != null) {
                open.set("execution.runtime-mode", mode.name().toLowerCase(Locale.ROOT));
            }
        });
    }

    @Override
    public void setDelivery(Delivery next) {
        submit(() -> delivery = next);
    }

    @Override
    public List<RunStatus> runs() {
        return reporter.runs();
    }

    @Override
    public Optional<ViewFeed> feed(ViewId view) {
        return reporter.feed(view);
    }

    @Override
    public CompletableFuture<List<Problem>> check(String text, Inputs inputs) {
        return supply(() -> StatementCheck.check(gateway(), secrets, inputs, text));
    }

    @Override
    public CompletableFuture<List<RanCell>> affectedBy(Set<String> inputs) {
        return supply(() -> AffectedRuns.of(inputs, current.values(), reporter.runs(), created));
    }

    @Override
    public CompletableFuture<CatalogListing> catalog() {
        return supply(() -> CatalogReader.read(gateway().executor(), veil::over));
    }

    private void submit(Runnable task) {
        try {
            thread.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException | Error e) {
                    LOG.warn("A task of a session failed: {}", veil.over(e));
                }
            });
        } catch (RejectedExecutionException e) {
            // Closed: nothing is to be done any more.
        }
    }

    private <T> CompletableFuture<T> supply(java.util.function.Supplier<T> task) {
        CompletableFuture<T> future = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                try {
                    future.complete(task.get());
                } catch (RuntimeException | Error e) {
                    future.completeExceptionally(veil.veiled(e));
                }
            });
        } catch (RejectedExecutionException e) {
            future.completeExceptionally(e);
        }
        return future;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        onClose.accept(this);
        try {
            clusterRegistration.close();
        } catch (Exception e) {
            LOG.debug("Leaving the cluster's listeners failed", e);
        }
        List<CellRun> runs = new ArrayList<>(current.values());
        runs.forEach(CellRun::requestStop);
        submit(() -> {
            runs.forEach(run -> stopper.halt(run, reporter));
            EmbeddedGateway open = gateway;
            gateway = null;
            if (open != null) {
                open.close();
            }
        });
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reporter.close();
    }
}
