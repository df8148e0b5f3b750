package dev.riffle.sessions.session;

import dev.riffle.sessions.feed.ViewFeed;
import dev.riffle.sessions.statement.Problem;
import dev.riffle.sessions.statement.Statement;
import dev.riffle.sessions.view.ViewId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the states of runs and tells the listener of each change, in order, on one thread. Safe for use from any
 * thread: the session, the pumps and the job watch all report here.
 */
final class RunReporter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunReporter.class);

    private final SessionListener listener;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "runs");
        made.setDaemon(true);
        return made;
    });

    /** Confined to the thread. */
    private final Map<RunId, RunRecord> records = new HashMap<>();

    /** What others read: the newest status of each owner. */
    private final Map<String, RunStatus> newest = new ConcurrentHashMap<>();

    RunReporter(SessionListener listener) {
        this.listener = listener;
    }

    void queue(RunId id, String owner) {
        post(() -> {
            RunRecord record = new RunRecord(id, owner, Instant.now());
            records.put(id, record);
            // Only the newest run of an owner is shown; an earlier one's late news are nobody's.
            records.values()
                    .removeIf(other -> other != record
                            && other.status().owner().equals(owner)
                            && other.status().state().isTerminal());
            publish(record);
        });
    }

    void begin(RunId id, List<Statement> statements) {
        post(() -> {
            RunRecord record = records.get(id);
            if (record != null) {
                record.begin(statements, Instant.now());
                publish(record);
            }
        });
    }

    void end(RunId id, RunState state, @Nullable Problem problem) {
        post(() -> {
            RunRecord record = records.get(id);
            if (record != null) {
                record.end(state, problem, Instant.now());
                publish(record);
            }
        });
    }

    /** Changes one statement; a change that its state does not allow any more is passed over. */
    void change(RunId id, int index, UnaryOperator<StatementRun> change) {
        post(() -> {
            RunRecord record = records.get(id);
            if (record != null && record.change(index, change, Instant.now())) {
                publish(record);
            }
        });
    }

    /** What has not ended is stopped. */
    void stopAll(RunId id) {
        post(() -> {
            RunRecord record = records.get(id);
            if (record == null || record.status().state().isTerminal()) {
                return;
            }
            record.end(RunState.STOPPED, null, Instant.now());
            publish(record);
        });
    }

    void forget(RunId id) {
        post(() -> {
            RunRecord record = records.remove(id);
            if (record != null) {
                newest.remove(record.status().owner(), record.status());
            }
        });
    }

    private void publish(RunRecord record) {
        RunStatus status = record.status();
        RunStatus shown = newest.get(status.owner());
        if (shown != null && !shown.id().equals(status.id()) && shown.queuedAt().isAfter(status.queuedAt())) {
            return;
        }
        newest.put(status.owner(), status);
        listener.runChanged(status);
    }

    List<RunStatus> runs() {
        return newest.values().stream()
                .sorted(Comparator.comparing(RunStatus::queuedAt))
                .toList();
    }

    Optional<ViewFeed> feed(ViewId view) {
        for (RunStatus run : newest.values()) {
            for (StatementRun statement : run.statements()) {
                ViewFeed feed = statement.result();
                if (feed != null && feed.view().equals(view)) {
                    return Optional.of(feed);
                }
            }
        }
        return Optional.empty();
    }

    private void post(Runnable task) {
        try {
            thread.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException | Error e) {
                    LOG.warn("Reporting a run failed", e);
                }
            });
        } catch (RejectedExecutionException e) {
            // Closed: nobody listens any more.
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
