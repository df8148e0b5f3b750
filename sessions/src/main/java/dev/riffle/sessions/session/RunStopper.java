package dev.riffle.sessions.session;

import dev.riffle.sessions.cluster.ClusterClient;
import dev.riffle.sessions.cluster.ClusterUnavailableException;
import dev.riffle.sessions.cluster.SessionCluster;
import dev.riffle.sessions.statement.Problem;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Stops runs in the background, for as long as it takes: a run is said to be stopped when the cluster has none of its
 * jobs any more, and not before. At most one thread a run. Safe for use from any thread.
 */
final class RunStopper implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Problem TRYING_AGAIN = Problems.plain(
            "CANCEL_FAILED",
            "The job could not be cancelled and may still run. Trying again until it has ended.",
            "If the cluster is gone for good, so is its job.");

    private final SessionCluster cluster;
    private final ClusterClient client;
    private final Set<CellRun> stopping = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread made = new Thread(task, "stop-run");
        made.setDaemon(true);
        return made;
    });

    RunStopper(SessionCluster cluster, ClusterClient client) {
        this.cluster = cluster;
        this.client = client;
    }

    /** Asks the run to stop and ends what it has started and what the session thread still starts for it. */
    void stop(CellRun run, RunReporter reporter) {
        run.requestStop();
        if (!stopping.add(run)) {
            return;
        }
        try {
            threads.execute(() -> {
                try {
                    untilStopped(run, reporter);
                } finally {
                    stopping.remove(run);
                }
            });
        } catch (RejectedExecutionException e) {
            stopping.remove(run);
        }
    }

    /** Ends what a run has started, now where that is possible, else in the background. */
    void halt(CellRun run, RunReporter reporter) {
        if (!run.halt(client, cluster).isEmpty()) {
            stop(run, reporter);
        }
    }

    private void untilStopped(CellRun run, RunReporter reporter) {
        try {
            // At once for what runs; once more for a job that is being submitted at this moment.
            run.halt(client, cluster);
            run.awaitExecuted();
            run.takeReplaced().ifPresent(before -> stop(before, reporter));
            Set<String> left = run.halt(client, cluster);
            while (!left.isEmpty()) {
                reporter.cannotStop(run.id(), left, TRYING_AGAIN);
                Thread.sleep(PAUSE.toMillis());
                if (isClusterReady()) {
                    left = run.halt(client, cluster);
                }
            }
            reporter.stopAll(run.id());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClusterReady() throws InterruptedException {
        try {
            cluster.awaitReady(PATIENCE);
            return true;
        } catch (ClusterUnavailableException e) {
            return false;
        }
    }

    /** Gives up what could not be stopped so far; the next start of the server looks for it. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
