package dev.riffle.workbench.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.sessions.session.RunId;
import dev.riffle.sessions.session.RunState;
import dev.riffle.sessions.session.RunStatus;
import dev.riffle.sessions.statement.Problem;
import dev.riffle.workbench.dashboard.CellReference;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.NotebookId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When queries that are kept running are started. */
class KeptRunsTest {

    private static final CellReference QUERY = new CellReference(new NotebookId("n"), new CellId("q"));
    private static final Problem LOST = new Problem("JOB_FAILED", "The TaskManager was lost.", null, null, null);

    private final SetClock clock = new SetClock();
    private final List<CellReference> starts = new ArrayList<>();
    private final List<Instant> wakes = new ArrayList<>();
    private final KeptRuns kept = new KeptRuns(clock, new KeptRuns.Starter() {
        @Override
        public void start(CellReference query) {
            starts.add(query);
        }

        @Override
        public void wakeAt(Instant when) {
            wakes.add(when);
        }
    });

    private int runs;

    private void settle(@Nullable RunStatus run) {
        kept.settle(Set.of(QUERY), query -> run);
    }

    private RunStatus run(RunState state, Duration length) {
        Instant end = clock.instant();
        return new RunStatus(new RunId("run" + runs++), "q", state, List.of(), LOST, end, end.minus(length), end, runs);
    }

    @Test
    void whatHasNotRunIsStartedOnce() {
        settle(null);
        settle(null);
        assertThat(starts).containsExactly(QUERY);
    }

    @Test
    void aFailureIsStartedAgainAfterPausesThatGrow() {
        Duration before = Duration.ZERO;
        for (int attempt = 1; attempt <= 8; attempt++) {
            RunStatus failed = run(RunState.FAILED, Duration.ofSeconds(1));
            settle(failed);
            Restart planned = Objects.requireNonNull(kept.restart(QUERY));
            assertThat(planned.attempt()).isEqualTo(attempt);
            assertThat(planned.problem()).isEqualTo(LOST);
            assertThat(wakes).endsWith(planned.at());
            Duration pause = Duration.between(clock.instant(), planned.at());
            assertThat(pause).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(Duration.ofMinutes(1));
            before = pause;
            clock.now = planned.at().minusMillis(1);
            settle(failed);
            assertThat(starts).as("not before its time").hasSize(attempt - 1);
            clock.now = planned.at();
            settle(failed);
            settle(failed);
            assertThat(starts).as("once").hasSize(attempt);
            assertThat(kept.restart(QUERY)).isNull();
        }
        assertThat(before).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aPlannedStartHoldsThoughOnlyWhatMakesTheSessionRanMeanwhile() {
        settle(null);
        settle(run(RunState.FAILED, Duration.ofSeconds(1)));
        Restart planned = Objects.requireNonNull(kept.restart(QUERY));
        settle(null);
        assertThat(starts).hasSize(1);
        clock.now = planned.at();
        settle(null);
        settle(null);
        assertThat(starts).hasSize(2);
    }

    @Test
    void aFailureAfterALongRunIsTheFirstAgain() {
        settle(run(RunState.FAILED, Duration.ofSeconds(1)));
        settle(run(RunState.RUNNING, Duration.ZERO));
        settle(run(RunState.FAILED, Duration.ofSeconds(1)));
        assertThat(kept.restart(QUERY)).extracting(Restart::attempt).isEqualTo(2);
        settle(run(RunState.RUNNING, Duration.ZERO));
        settle(run(RunState.FAILED, Duration.ofMinutes(2)));
        assertThat(kept.restart(QUERY)).extracting(Restart::attempt).isEqualTo(1);
    }

    @Test
    void whatAPersonStoppedOrStartedIsLeftAlone() {
        settle(run(RunState.STOPPED, Duration.ofSeconds(1)));
        settle(run(RunState.FINISHED, Duration.ofSeconds(1)));
        assertThat(starts).isEmpty();
        settle(run(RunState.FAILED, Duration.ofSeconds(1)));
        settle(run(RunState.QUEUED, Duration.ZERO));
        assertThat(kept.restart(QUERY)).as("somebody ran it before its time").isNull();
        assertThat(starts).isEmpty();
    }

    @Test
    void aPersonEndsTheStartingAgain() {
        RunStatus failed = run(RunState.FAILED, Duration.ofSeconds(1));
        settle(failed);
        kept.stop(QUERY, failed);
        settle(failed);
        assertThat(kept.restart(QUERY)).isNull();
        settle(run(RunState.RUNNING, Duration.ZERO));
        settle(run(RunState.FAILED, Duration.ofSeconds(1)));
        assertThat(kept.restart(QUERY)).isNotNull();
    }

    @Test
    void whatIsNotKeptAnyMoreIsForgotten() {
        settle(run(RunState.FAILED, Duration.ofSeconds(1)));
        kept.settle(Set.of(), query -> null);
        assertThat(kept.restart(QUERY)).isNull();
    }

    private static final class SetClock extends Clock {

        private Instant now = Instant.parse("2026-05-04T10:22:07Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
