package dev.riffle.sessions.session;

import dev.riffle.sessions.feed.ViewFeed;
import dev.riffle.sessions.statement.Problem;
import dev.riffle.sessions.statement.Statement;
import dev.riffle.sessions.view.ViewId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The status of one run as it develops. Changed on the status thread of its session only; read from any. */
final class RunRecord {

    private final LongSupplier versions;
    private volatile RunStatus status;

    /** The owner's run before, whose results are shown until this one begins. */
    private volatile @Nullable RunRecord earlier;

    /** @param versions rises with each call, and for all runs of a session, so that no owner's version goes back */
    RunRecord(RunId id, String owner, Instant now, LongSupplier versions, @Nullable RunRecord before) {
        this.versions = versions;
        this.status = new RunStatus(id, owner, RunState.QUEUED, List.of(), null, now, null, null, versions.getAsLong());
        this.earlier = before == null || before.hasBegun() ? before : before.earlier;
    }

    RunStatus status() {
        return status;
    }

    private boolean hasBegun() {
        return status.startedAt() != null;
    }

    /** A result of this run, or, until it begins, of the run before. */
    Optional<ViewFeed> feed(ViewId view) {
        RunRecord before = earlier;
        Stream<StatementRun> shown = status.statements().stream();
        Stream<StatementRun> kept = before == null ? Stream.empty() : before.status.statements().stream();
        return Stream.concat(shown, kept)
                .map(StatementRun::result)
                .filter(Objects::nonNull)
                .filter(feed -> feed.view().equals(view))
                .findFirst();
    }

    /** @param problem what of the run before is in the way, null where nothing is */
    void begin(List<Statement> statements, @Nullable Problem problem, Instant now) {
        List<StatementRun> runs = statements.stream().map(StatementRun::queued).toList();
        replace(
                runs.isEmpty() ? RunState.FINISHED : RunState.STARTING,
                runs,
                problem,
                now,
                runs.isEmpty() ? now : null);
        earlier = null;
    }

    /** The run ends as a whole: what of it has not ended is stopped. */
    void end(RunState state, @Nullable Problem problem, Instant now) {
        if (!status.state().isTerminal()) {
            List<StatementRun> runs = status.statements().stream()
                    .map(run -> run.state().isTerminal() ? run : run.stopped().withTimes(run.startedAt(), now))
                    .toList();
            replace(state, runs, problem, status.startedAt(), now);
        }
    }

    /**
     * Changes a statement.
     *
     * @return false where the change is not allowed from its present state: then nothing changes
     */
    boolean change(int index, UnaryOperator<StatementRun> change, Instant now) {
        StatementRun before = status.statements().get(index);
        StatementRun after = change.apply(before);
        if (before.equals(after)) {
            return false;
        }
        boolean moves = before.state() != after.state();
        if (moves && !before.state().successors().contains(after.state())) {
            return false;
        }
        List<StatementRun> runs = new ArrayList<>(status.statements());
        runs.set(index, moves ? timed(after, before.state(), now) : after);
        RunState whole = whole(runs);
        replace(whole, runs, status.problem(), status.startedAt(), whole.isTerminal() ? now : null);
        return true;
    }

    private static StatementRun timed(StatementRun run, RunState before, Instant now) {
        return run.withTimes(
                before == RunState.QUEUED ? now : run.startedAt(), run.state().isTerminal() ? now : null);
    }

    private static RunState whole(List<StatementRun> runs) {
        for (StatementRun run : runs) {
            if (!run.state().isTerminal()) {
                return run.state() == RunState.QUEUED ? RunState.STARTING : run.state();
            }
        }
        if (runs.stream().anyMatch(run -> run.state() == RunState.FAILED)) {
            return RunState.FAILED;
        }
        return runs.stream().anyMatch(run -> run.state() == RunState.STOPPED) ? RunState.STOPPED : RunState.FINISHED;
    }

    private void replace(
            RunState state,
            List<StatementRun> runs,
            @Nullable Problem problem,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {
        status = new RunStatus(
                status.id(),
                status.owner(),
                state,
                runs,
                problem,
                status.queuedAt(),
                startedAt,
                finishedAt,
                versions.getAsLong());
    }
}
