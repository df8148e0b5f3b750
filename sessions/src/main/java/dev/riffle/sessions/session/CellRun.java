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
    private final Object lock = new Object();
    private volatile boolean stopRequested;

    @GuardedBy("lock")
    private final List<LiveResult> results = new ArrayList<>();

    /** The run of the same cell before, until that is ended. */
    @GuardedBy("lock")
    private @Nullable CellRun replaces;

    @GuardedBy("lock")
    private final Set<String> jobs = new LinkedHashSet<>();

    CellRun(RunId id, String owner, String text, @Nullable CellRun replaces) {
        this.id = id;
        this.owner = owner;
        this.text = text;
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

    void requestStop() {
        stopRequested = true;
    }

    boolean isStopRequested() {
        return stopRequested;
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

    /** Ends what this run replaces, where that is still to be done. */
    void haltReplaced(ClusterClient client, SessionCluster cluster) {
        CellRun before;
        synchronized (lock) {
            before = replaces;
            replaces = null;
        }
        if (before != null) {
            before.halt(client, cluster);
        }
    }

    /** Ends the reading of results, then the jobs, and waits for their end within bounds. */
    void halt(ClusterClient client, SessionCluster cluster) {
        haltReplaced(client, cluster);
        List<LiveResult> stopping;
        List<String> cancelling;
        synchronized (lock) {
            stopping = List.copyOf(results);
            cancelling = List.copyOf(jobs);
            results.clear();
        }
        stopping.forEach(LiveResult::stop);
        String address = cluster.status().address();
        if (address == null) {
            return;
        }
        for (String job : cancelling) {
            try {
                if (!client.cancelAndAwait(URI.create(address), job, CANCEL_TIMEOUT)) {
                    LOG.warn("Job {} has not ended {} after it was cancelled", job, CANCEL_TIMEOUT);
                }
                ended(job);
            } catch (IOException e) {
                LOG.warn("Job {} could not be cancelled: {}", job, e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
