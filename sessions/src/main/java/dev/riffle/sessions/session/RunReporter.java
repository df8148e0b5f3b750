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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
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

    private final AtomicLong versions = new AtomicLong();

    /** Confined to the thread. */
    private final Map<RunId, RunRecord> records = new HashMap<>();

    /** The newest run of each owner: the only one that is shown. */
    private final Map<String, RunRecord> newest = new ConcurrentHashMap<>();

    RunReporter(SessionListener listener) {
        this.listener = listener;
    }

    /** The run is listed by {@link #runs()} when this returns. */
    void queue(RunId id, String owner) {
        RunRecord record = Objects.requireNonNull(newest.compute(
                owner, (name, before) -> new RunRecord(id, name, Instant.now(), versions::incrementAndGet, before)));
        post(() -> {
            records.put(id, record);
            records.values()
                    .removeIf(other -> other != record
                            && other.status().owner().equals(owner)
                            && other.status().state().isTerminal());
            publish(record);
        });
    }

    void begin(RunId id, List<Statement> statements, @Nullable Problem problem) {
        with(id, record -> {
            record.begin(statements, problem, Instant.now());
            publish(record);
        });
    }

    void end(RunId id, RunState state, @Nullable Problem problem) {
        with(id, record -> {
            record.end(state, problem, Instant.now());
            publish(record);
        });
    }

    /** Changes one statement; a change that its state does not allow any more is passed over. */
    void change(RunId id, int index, UnaryOperator<StatementRun> change) {
        with(id, record -> {
            if (record.change(index, change, Instant.now())) {
                publish(record);
            }
        });
    }

    /** These jobs go on although they were to be stopped; what of the run has no such job is stopped. */
    void cannotStop(RunId id, Set<String> jobs, Problem problem) {
        with(id, record -> {
            boolean changed = false;
            for (int index = 0; index < record.status().statements().size(); index++) {
                changed |= record.change(
                        index,
                        run -> {
                            boolean goesOn = run.jobId() != null && jobs.contains(run.jobId());
                            return goesOn && !run.state().isTerminal() ? run.withProblem(problem) : run.stopped();
                        },
                        Instant.now());
            }
            if (changed) {
                publish(record);
            }
        });
    }

    /** Gives what has not ended a message. */
    void explain(RunId id, String message) {
        with(id, record -> {
            for (int index = 0; index < record.status().statements().size(); index++) {
                record.change(index, run -> run.state().isTerminal() ? run : run.withMessage(message), Instant.now());
            }
        });
    }

    /** What has not ended is stopped. */
    void stopAll(RunId id) {
        with(id, record -> {
            if (!record.status().state().isTerminal()) {
                record.end(RunState.STOPPED, record.status().problem(), Instant.now());
                publish(record);
            }
        });
    }

    void forget(RunId id) {
        with(id, record -> {
            records.remove(id);
            newest.remove(record.status().owner(), record);
        });
    }

    private void with(RunId id, Consumer<RunRecord> task) {
        post(() -> {
            RunRecord record = records.get(id);
            if (record != null) {
                task.accept(record);
            }
        });
    }

    /** An earlier run's late news are nobody's. */
    private void publish(RunRecord record) {
        RunStatus status = record.status();
        if (newest.get(status.owner()) == record) {
            listener.runChanged(status);
        }
    }

    List<RunStatus> runs() {
        return newest.values().stream()
                .map(RunRecord::status)
                .sorted(Comparator.comparing(RunStatus::queuedAt))
                .toList();
    }

    Optional<ViewFeed> feed(ViewId view) {
        return newest.values().stream()
                .flatMap(record -> record.feed(view).stream())
                .findFirst();
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
