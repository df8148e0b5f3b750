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
 * @param problem why the text could not be cut into statements, or why the run never began
 * @param statusVersion rises with every change of this run's status
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
