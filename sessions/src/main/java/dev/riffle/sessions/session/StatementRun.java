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
 * @param problem why it failed
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
        @Nullable Instant finishedAt) {}
