package dev.riffle.sessions.session;

import dev.riffle.sessions.statement.InputReferences;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** Which runs a change of inputs concerns, and in which order they are to run again. */
final class AffectedRuns {

    private AffectedRuns() {}

    /**
     * @param newest run of each owner
     * @param statuses of those
     * @param objects what each owner created and uses
     */
    static List<RanCell> of(
            Set<String> inputs,
            Collection<CellRun> newest,
            List<RunStatus> statuses,
            Map<String, CreatedObjects> objects) {
        List<CellRun> runs = thatStand(newest, statuses);
        BiPredicate<CellRun, CellRun> builtOn = (run, other) -> {
            CreatedObjects uses = objects.get(run.owner());
            CreatedObjects made = objects.get(other.owner());
            return run != other && uses != null && made != null && uses.usesWhatCreated(made);
        };
        Set<CellRun> affected = new LinkedHashSet<>();
        for (CellRun run : runs) {
            Set<String> named = new HashSet<>(InputReferences.namesIn(run.text()));
            named.removeAll(run.inputs().own());
            if (!Collections.disjoint(named, inputs)) {
                affected.add(run);
            }
        }
        boolean grows = !affected.isEmpty();
        while (grows) {
            grows = false;
            for (CellRun run : runs) {
                if (!affected.contains(run) && affected.stream().anyMatch(other -> builtOn.test(run, other))) {
                    affected.add(run);
                    grows = true;
                }
            }
        }
        Set<CellRun> ordered = new LinkedHashSet<>();
        affected.forEach(run -> add(run, affected, builtOn, new LinkedHashSet<>(), ordered));
        return ordered.stream()
                .map(run -> new RanCell(run.owner(), run.id(), run.text()))
                .toList();
    }

    /** Without those that somebody stopped. */
    private static List<CellRun> thatStand(Collection<CellRun> newest, List<RunStatus> statuses) {
        Map<RunId, RunState> states = statuses.stream().collect(Collectors.toMap(RunStatus::id, RunStatus::state));
        return newest.stream()
                .filter(run -> {
                    RunState state = states.getOrDefault(run.id(), RunState.QUEUED);
                    return state.isTerminal() ? state != RunState.STOPPED : !run.isStopRequested();
                })
                .toList();
    }

    /** @param above those that wait for this one: where two are built on each other, either may come first */
    private static void add(
            CellRun run,
            Set<CellRun> affected,
            BiPredicate<CellRun, CellRun> builtOn,
            Set<CellRun> above,
            Set<CellRun> ordered) {
        if (ordered.contains(run) || !above.add(run)) {
            return;
        }
        List<CellRun> before = new ArrayList<>();
        affected.stream().filter(other -> builtOn.test(run, other)).forEach(before::add);
        before.forEach(other -> add(other, affected, builtOn, above, ordered));
        ordered.add(run);
    }
}
