package dev.riffle.sessions.session;

import dev.riffle.sessions.statement.Problem;
import dev.riffle.sessions.statement.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The status of one run as it develops. Confined to the status thread of its session. */
final class RunRecord {

    private RunStatus status;

    RunRecord(RunId id, String owner, Instant now) {
        this.status = new RunStatus(id, owner, RunState.QUEUED, List.of(), null, now, null, null, 1);
    }

    RunStatus status() {
        return status;
    }

    void begin(List<Statement> statements, Instant now) {
        List<StatementRun> runs = statements.stream()
                .map(statement ->
                        new StatementRun(statement, RunState.QUEUED, null, null, null, null, null, null, null))
                .toList();
        replace(runs.isEmpty() ? RunState.FINISHED : RunState.STARTING, runs, null, now, runs.isEmpty() ? now : null);
    }

    /** The run ends before any statement did. */
    void end(RunState state, @Nullable Problem problem, Instant now) {
        if (!status.state().isTerminal()) {
            List<StatementRun> runs = status.statements().stream()
                    .map(run -> run.state().isTerminal() ? run : withState(run, RunState.STOPPED, now))
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
        Instant started = before == RunState.QUEUED ? now : run.startedAt();
        return new StatementRun(
                run.statement(),
                run.state(),
                run.message(),
                run.jobId(),
                run.jobName(),
                run.result(),
                run.problem(),
                started,
                run.state().isTerminal() ? now : null);
    }

    static StatementRun withState(StatementRun run, RunState state, Instant now) {
        return new StatementRun(
                run.statement(),
                state,
                run.message(),
                run.jobId(),
                run.jobName(),
                run.result(),
                run.problem(),
                run.startedAt(),
                state.isTerminal() ? now : null);
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
                status.statusVersion() + 1);
    }
}
