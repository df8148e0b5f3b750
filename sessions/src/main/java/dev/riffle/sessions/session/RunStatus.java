package dev.riffle.sessions.session;

import dev.riffle.sessions.statement.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run at one moment.
 *
 * @param owner the cell, as the caller named it
 * @param state of the whole: that of the first statement that has not ended, else FAILED or STOPPED where one did, else
 *     FINISHED
 * @param statements all statements of the cell, those that have not begun included; empty while it is queued
 * @param problem why the run never began, or what an earlier run left in its way
 * @param statusVersion rises with every change, over all runs of a session
 */
public record RunStatus(
        RunId id,
        String owner,
        RunState state,
        List<StatementRun> statements,
        @Nullable Problem problem,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        long statusVersion) {

    public RunStatus {
        statements = List.copyOf(statements);
    }
}
