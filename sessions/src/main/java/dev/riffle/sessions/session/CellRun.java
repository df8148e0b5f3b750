package dev.riffle.sessions.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.riffle.sessions.cluster.ClusterClient;
import dev.riffle.sessions.cluster.SessionCluster;
import dev.riffle.sessions.feed.LiveResult;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of one cell with what it has started. Safe for use from any thread. */
final class CellRun {

    private static final Logger LOG = LoggerFactory.getLogger(CellRun.class);
    private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(10);

    private final RunId id;
    private final String owner;
    private final String text;
    private final Inputs inputs;
    private final Object lock = new Object();
    private volatile boolean stopRequested;

    /** Whether the session thread is at it, and may still start jobs. */
    @GuardedBy("lock")
    private boolean executing;

    @GuardedBy("lock")
    private final List<LiveResult> results = new ArrayList<>();

    /** The run of the same cell before, until it is taken to be ended. */
    @GuardedBy("lock")
    private @Nullable CellRun replaces;

    @GuardedBy("lock")
    private final Set<String> jobs = new LinkedHashSet<>();

    CellRun(RunId id, String owner, String text, Inputs inputs, @Nullable CellRun replaces) {
        this.id = id;
        this.owner = owner;
        this.text = text;
        this.inputs = inputs;
        this.replaces = replaces;
    }

    RunId id() {
        return id;
    }

    String owner() {
        return owner;
    }

    String text() {
        return text;
    }

    /** As they were when the run was asked for. */
    Inputs inputs() {
        return inputs;
    }

    void requestStop() {
        synchronized (lock) {
            stopRequested = true;
        }
    }

    boolean isStopRequested() {
        return stopRequested;
    }

    /** Says that the session thread begins with it; false where it was stopped before, and must not begin. */
    boolean begin() {
        synchronized (lock) {
            executing = !stopRequested;
            return executing;
        }
    }

    /** Says that the session thread starts nothing more for it. */
    void executed() {
        synchronized (lock) {
            executing = false;
            lock.notifyAll();
        }
    }

    /** After a stop was asked for: waits until nothing more can be started. */
    void awaitExecuted() throws InterruptedException {
        synchronized (lock) {
            while (executing) {
                lock.wait();
            }
        }
    }

    void started(LiveResult result) {
        synchronized (lock) {
            results.add(result);
            jobs.add(result.jobId());
        }
    }

    void started(String jobId) {
        synchronized (lock) {
            jobs.add(jobId);
        }
    }

    void ended(String jobId) {
        synchronized (lock) {
            jobs.remove(jobId);
        }
    }

    Set<String> jobIds() {
        synchronized (lock) {
            return Set.copyOf(jobs);
        }
    }

    /** The run that is to be ended before this one begins; given once. */
    Optional<CellRun> takeReplaced() {
        synchronized (lock) {
            CellRun before = replaces;
            replaces = null;
            return Optional.ofNullable(before);
        }
    }

    /**
     * Ends the reading of results, then the jobs, and waits for their end within bounds.
     *
     * @return the jobs that may still run: the cluster did not answer, or has not ended them in time
     */
    Set<String> halt(ClusterClient client, SessionCluster cluster) {
        List<LiveResult> stopping;
        synchronized (lock) {
            stopping = List.copyOf(results);
            results.clear();
        }
        stopping.forEach(LiveResult::stop);
        String address = cluster.status().address();
        if (address != null) {
            cancel(client, URI.create(address), jobIds());
        }
        return jobIds();
    }

    private void cancel(ClusterClient client, URI address, Set<String> cancelling) {
        try {
            // All at once, so that one that is slow to end does not keep the others running.
            for (String job : cancelling) {
                client.cancel(address, job);
            }
            for (String job : cancelling) {
                if (client.cancelAndAwait(address, job, CANCEL_TIMEOUT)) {
                    ended(job);
                } else {
                    LOG.warn("Job {} has not ended {} after it was cancelled", job, CANCEL_TIMEOUT);
                }
            }
        } catch (IOException e) {
            LOG.warn("Jobs {} could not be cancelled: {}", jobIds(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
