package dev.riffle.sessions.session;

import dev.riffle.sessions.cluster.ClusterClient;
import dev.riffle.sessions.cluster.ClusterClient.JobSummary;
import dev.riffle.sessions.cluster.SessionCluster;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the states of jobs through Flink's REST interface, all jobs with one request. Safe for use from any thread;
 * observers are told on the watch's thread.
 */
final class JobWatch implements AutoCloseable {

    /** What an observer is told of a job that the cluster does not list any more. */
    static final String GONE = "GONE";

    private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);
    private static final long INTERVAL_MILLIS = 250;
    private static final int MISSES_UNTIL_GONE = 4;

    private static final class Watched {
        final Consumer<String> observer;
        String state = "";
        int misses;

        Watched(Consumer<String> observer) {
            this.observer = observer;
        }
    }

    private final SessionCluster cluster;
    private final ClusterClient client;
    private final Map<String, Watched> jobs = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "job-watch");
        thread.setDaemon(true);
        return thread;
    });

    JobWatch(SessionCluster cluster, ClusterClient client) {
        this.cluster = cluster;
        this.client = client;
        var unused = timer.scheduleWithFixedDelay(this::look, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Tells each state of the job (Flink's word, or {@link #GONE}) until a terminal one was told. */
    void watch(String jobId, Consumer<String> observer) {
        jobs.put(jobId, new Watched(observer));
    }

    void forget(String jobId) {
        jobs.remove(jobId);
    }

    private void look() {
        String address = cluster.status().address();
        if (jobs.isEmpty() || address == null) {
            return;
        }
        try {
            Map<String, String> states = new HashMap<>();
            for (JobSummary job : client.jobs(URI.create(address))) {
                states.put(job.id(), job.state());
            }
            jobs.forEach((id, watched) -> tell(id, watched, states.get(id)));
        } catch (IOException e) {
            LOG.debug("The cluster does not list its jobs now: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("Following the jobs failed", e);
        }
    }

    private void tell(String id, Watched watched, @org.jspecify.annotations.Nullable String state) {
        if (state == null) {
            watched.misses++;
            if (watched.misses >= MISSES_UNTIL_GONE) {
                jobs.remove(id);
                watched.observer.accept(GONE);
            }
            return;
        }
        watched.misses = 0;
        if (!state.equals(watched.state)) {
            watched.state = state;
            if (new JobSummary(id, "", state).isTerminal()) {
                jobs.remove(id);
            }
            watched.observer.accept(state);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
