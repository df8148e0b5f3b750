package dev.riffle.workbench.live;

import dev.riffle.sessions.session.RunId;
import dev.riffle.sessions.session.RunState;
import dev.riffle.sessions.session.RunStatus;
import dev.riffle.sessions.session.StatementRun;
import dev.riffle.sessions.statement.Problem;
import dev.riffle.workbench.dashboard.CellReference;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that queries which are to be kept running run: they are started where they have not run yet, and started
 * again after a failure, each time after a longer pause. One that a person stopped stays stopped. Confined to the
 * dashboards' thread.
 */
final class KeptRuns {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** A run that went well for so long is none of a row of failures. */
    private static final Duration WELL = Duration.ofMinutes(1);

    /** What is done for it. */
    interface Starter {

        /** Starts the query, and what it needs, where they do not run. */
        void start(CellReference query);

        /** Calls {@link KeptRuns#settle} again at that time. */
        void wakeAt(Instant when);
    }

    private final Clock clock;
    private final Starter starter;
    private final Map<CellReference, Restart> restarts = new HashMap<>();
    private final Map<CellReference, Integer> failures = new HashMap<>();

    /** Queries that were started here, by the run that they had before. */
    private final Map<CellReference, RunStatus> started = new HashMap<>();

    private final Set<CellReference> begun = new HashSet<>();

    /** Failed runs that a person does not want started again. */
    private final Map<CellReference, RunId> givenUp = new HashMap<>();

    KeptRuns(Clock clock, Starter starter) {
        this.clock = clock;
        this.starter = starter;
    }

    @Nullable
    Restart restart(CellReference query) {
        return restarts.get(query);
    }

    /**
     * Does what is due.
     *
     * @param kept SQL cells whose notebooks are open
     * @param runs the newest run of each
     */
    void settle(Set<CellReference> kept, Function<CellReference, @Nullable RunStatus> runs) {
        restarts.keySet().retainAll(kept);
        failures.keySet().retainAll(kept);
        started.keySet().retainAll(kept);
        begun.retainAll(kept);
        givenUp.keySet().retainAll(kept);
        for (CellReference query : kept) {
            settle(query, runs.apply(query));
        }
    }

    private void settle(CellReference query, @Nullable RunStatus run) {
        if (run == null) {
            // Its restart may have been planned before what it needs was run again without it.
            Restart planned = restarts.get(query);
            if (begun.add(query) || (planned != null && !clock.instant().isBefore(planned.at()))) {
                restarts.remove(query);
                starter.start(query);
            }
            return;
        }
        RunStatus before = started.get(query);
        if (before != null && before.id().equals(run.id())) {
            // Started again, and the new run has not been heard of yet.
            return;
        }
        started.remove(query);
        if (run.state() != RunState.FAILED) {
            restarts.remove(query);
            return;
        }
        if (run.id().equals(givenUp.get(query))) {
            restarts.remove(query);
            return;
        }
        Restart planned = restarts.get(query);
        if (planned == null) {
            plan(query, run);
        } else if (!clock.instant().isBefore(planned.at())) {
            restarts.remove(query);
            started.put(query, run);
            starter.start(query);
        }
    }

    /** A person stopped it: what has failed is not started again. */
    void stop(CellReference query, @Nullable RunStatus run) {
        if (run != null) {
            givenUp.put(query, run.id());
            restarts.remove(query);
        }
    }

    private void plan(CellReference query, RunStatus run) {
        Instant now = clock.instant();
        int attempt = hasGoneWell(run) ? 1 : failures.getOrDefault(query, 0) + 1;
        failures.put(query, attempt);
        Instant at = now.plus(pause(attempt));
        restarts.put(query, new Restart(at, attempt, problem(run)));
        starter.wakeAt(at);
    }

    private static boolean hasGoneWell(RunStatus run) {
        Instant from = run.startedAt();
        Instant to = run.finishedAt();
        return from != null && to != null && Duration.between(from, to).compareTo(WELL) > 0;
    }

    static Duration pause(int attempt) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private static @Nullable Problem problem(RunStatus run) {
        return run.statements().stream()
                .map(StatementRun::problem)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(run.problem());
    }
}
