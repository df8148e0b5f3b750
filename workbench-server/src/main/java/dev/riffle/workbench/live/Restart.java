package dev.riffle.workbench.live;

import dev.riffle.sessions.statement.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A failed run that will be started again.
 *
 * @param at when
 * @param attempt from 1; begins anew once a run has gone well for a while
 * @param problem why it failed
 */
public record Restart(Instant at, int attempt, @Nullable Problem problem) {}
