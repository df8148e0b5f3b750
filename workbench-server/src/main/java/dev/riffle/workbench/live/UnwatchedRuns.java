package dev.riffle.workbench.live;

import dev.riffle.sessions.feed.ViewFeed;
import dev.riffle.sessions.session.RunId;
import dev.riffle.sessions.session.RunStatus;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.NotebookId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops queries whose results nobody has watched for a while and that nothing keeps running. Jobs without a result, as
 * those of INSERT, go on. Fields are confined to its thread.
 */
public final class UnwatchedRuns implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UnwatchedRuns.class);

    private final LiveNotebooks notebooks;
    private final Clock clock;
    private final Duration longest;
    private final BiPredicate<NotebookId, CellId> isKept;
    private final Map<RunId, Instant> watchedAt = new HashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "unwatched-runs");
        made.setDaemon(true);
        return made;
    });

    /**
     * @param longest that a query runs unwatched
     * @param isKept whether something keeps the query of a cell running
     */
    public UnwatchedRuns(
            LiveNotebooks notebooks, Clock clock, Duration longest, BiPredicate<NotebookId, CellId> isKept) {
        this.notebooks = notebooks;
        this.clock = clock;
        this.longest = longest;
        this.isKept = isKept;
    }

    /** Looks again and again, often enough to be late by a tenth at most. */
    public void start() {
        long pause = Math.max(200, Math.min(longest.toMillis() / 10, 30_000));
        var unused = thread.scheduleWithFixedDelay(this::lookSafely, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("Unwatched queries could not be looked for", e);
        }
    }

    private void look() {
        Instant now = clock.instant();
        Map<RunId, Instant> seen = new HashMap<>();
        for (OpenNotebook notebook : notebooks.snapshot()) {
            for (RunStatus run : notebook.allRuns()) {
                List<ViewFeed> results = running(run);
                if (results.isEmpty()) {
                    continue;
                }
                boolean watched = isKept(notebook, run) || results.stream().anyMatch(result -> result.watchers() > 0);
                Instant last = watched ? now : watchedAt.getOrDefault(run.id(), now);
                if (Duration.between(last, now).compareTo(longest) >= 0) {
                    notebook.stop(run, "Stopped: nobody had watched its result for " + words(longest) + ".");
                } else {
                    seen.put(run.id(), last);
                }
            }
        }
        watchedAt.clear();
        watchedAt.putAll(seen);
    }

    /** What runs for viewers is kept by nothing. */
    private boolean isKept(OpenNotebook notebook, RunStatus run) {
        return !ViewerRuns.isFor(run) && isKept.test(notebook.id(), new CellId(run.owner()));
    }

    /** The results of a run all of whose running statements are queries; none where a job writes elsewhere. */
    private static List<ViewFeed> running(RunStatus run) {
        var statements = run.statements().stream()
                .filter(statement -> !statement.state().isTerminal())
                .toList();
        return statements.stream().anyMatch(statement -> statement.result() == null)
                ? List.of()
                : statements.stream()
                        .map(statement -> Objects.requireNonNull(statement.result()))
                        .toList();
    }

    private static String words(Duration duration) {
        long minutes = duration.toMinutes();
        if (minutes == 0) {
            return duration.toSeconds() + " seconds";
        }
        return minutes == 1 ? "a minute" : minutes + " minutes";
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
