package dev.riffle.sessions.session;

import dev.riffle.sessions.feed.ViewFeed;
import dev.riffle.sessions.statement.Problem;
import dev.riffle.sessions.statement.Statement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a run at one moment.
 *
 * @param message what a command answered, or a note about the result; null where there is nothing to say
 * @param jobId Flink's id of the job, 32 hexadecimal digits; null where there is no job
 * @param jobName the name that Flink shows
 * @param result the rows, null where the statement has none (yet)
 * @param problem why it failed, or why it does not end although it was stopped
 */
public record StatementRun(
        Statement statement,
        RunState state,
        @Nullable String message,
        @Nullable String jobId,
        @Nullable String jobName,
        @Nullable ViewFeed result,
        @Nullable Problem problem,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    static StatementRun queued(Statement statement) {
        return new StatementRun(statement, RunState.QUEUED, null, null, null, null, null, null, null);
    }

    StatementRun withState(RunState next) {
        return new StatementRun(statement, next, message, jobId, jobName, result, problem, startedAt, finishedAt);
    }

    StatementRun withMessage(@Nullable String next) {
        return new StatementRun(statement, state, next, jobId, jobName, result, problem, startedAt, finishedAt);
    }

    StatementRun withProblem(@Nullable Problem next) {
        return new StatementRun(statement, state, message, jobId, jobName, result, next, startedAt, finishedAt);
    }

    StatementRun withJob(String id, String name) {
        return new StatementRun(statement, state, message, id, name, result, problem, startedAt, finishedAt);
    }

    StatementRun withResult(@Nullable ViewFeed next) {
        return new StatementRun(statement, state, message, jobId, jobName, next, problem, startedAt, finishedAt);
    }

    StatementRun withTimes(@Nullable Instant started, @Nullable Instant finished) {
        return new StatementRun(statement, state, message, jobId, jobName, result, problem, started, finished);
    }

    /** Failed, if it has not ended in another way before. */
    StatementRun failed(Problem why) {
        return state.isTerminal() ? this : withState(RunState.FAILED).withProblem(why);
    }

    /** Ended by a person or by what came after it, whatever stood in the way of that before. */
    StatementRun stopped() {
        return state.isTerminal() ? this : withState(RunState.STOPPED).withProblem(null);
    }
}
