package dev.riffle.workbench.live;

import dev.riffle.sessions.session.Inputs;
import dev.riffle.sessions.session.RanCell;
import dev.riffle.sessions.session.RunId;
import dev.riffle.sessions.session.RunState;
import dev.riffle.sessions.session.RunStatus;
import dev.riffle.sessions.session.Session;
import dev.riffle.sessions.statement.InputReferences;
import dev.riffle.sessions.statement.InputValue;
import dev.riffle.sessions.statement.StatementKind;
import dev.riffle.sessions.statement.StatementSplitter;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.Input;
import dev.riffle.workbench.notebook.Notebook;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs of a notebook's queries with values that viewers chose for themselves. Equal values share one run. It is of the
 * text with which the cell itself ran last, and only where that is nothing but queries: a viewer starts nothing that its
 * owner has not. Confined to the notebook's thread.
 */
final class ViewerRuns {

    /** Stands in the owner of a run, and in no id of a cell. */
    private static final char OF_VIEWERS = ':';

    /** Somebody with values of their own; told on the notebook's thread, and must return at once. */
    interface Viewer {

        /**
         * Replaces what was told before.
         *
         * @param held what this is of: what they wished last, or without its values where there was no more room for them
         * @param runs newest run of each cell that runs for this viewer apart
         */
        void runsChanged(Wish held, Map<CellId, RunStatus> runs);
    }

    /** What makes two runs the same. */
    private record Key(CellId cell, Map<String, List<String>> values) {}

    /**
     * What a viewer looks at.
     *
     * @param values by the name of the input
     */
    record Wish(Set<CellId> cells, Map<String, List<String>> values) {

        static final Wish NOTHING = new Wish(Set.of(), Map.of());

        Wish {
            cells = Set.copyOf(cells);
            values = Map.copyOf(values);
        }

        Wish withoutValues() {
            return new Wish(cells, Map.of());
        }
    }

    private static final class Held {

        private final String owner;
        private final Set<Viewer> viewers = new LinkedHashSet<>();
        private @Nullable RunStatus status;
        private Instant leftAt = Instant.MAX;

        Held(String owner) {
            this.owner = owner;
        }
    }

    private final Session session;
    private final ViewerRunLimits limits;
    private final Clock clock;
    private final Consumer<Runnable> afterLinger;
    private final Map<Key, Held> held = new LinkedHashMap<>();
    private final Map<Viewer, Wish> wishes = new LinkedHashMap<>();

    /** With which each cell ran last. */
    private final Map<CellId, String> texts = new HashMap<>();

    /** Cells that a person stopped since they ran last. */
    private final Set<CellId> stopped = new HashSet<>();

    private long made;

    /** @param afterLinger does something on the notebook's thread when the time to linger is over */
    ViewerRuns(Session session, ViewerRunLimits limits, Clock clock, Consumer<Runnable> afterLinger) {
        this.session = session;
        this.limits = limits;
        this.clock = clock;
        this.afterLinger = afterLinger;
    }

    /** Whether a run is for viewers, not the cell's own. */
    static boolean isFor(RunStatus run) {
        return run.owner().indexOf(OF_VIEWERS) >= 0;
    }

    /**
     * Gives a viewer the runs that they want from now on, in place of those that they had.
     *
     * @param wish its values are of inputs that viewers may change
     * @return false where that were too many: then nothing has changed
     */
    boolean hold(Notebook document, Viewer viewer, Wish wish) {
        Set<Key> wanted = keys(document, wish);
        if (!makeRoom(viewer, wanted)) {
            return false;
        }
        wishes.put(viewer, wish);
        startAgain(document, wanted);
        give(document, viewer, wanted);
        return true;
    }

    /**
     * What somebody asks for although it has failed, or was stopped since nobody watched it, is tried once more; never
     * what a person stopped. Not with each refresh: what always fails would run for ever.
     */
    private void startAgain(Notebook document, Set<Key> wanted) {
        for (Key key : wanted) {
            Held run = held.get(key);
            if (run != null && hasFailedOrStopped(run.status) && !stopped.contains(key.cell())) {
                start(document, key, run);
            }
        }
    }

    private static boolean hasFailedOrStopped(@Nullable RunStatus run) {
        return run != null && (run.state() == RunState.FAILED || run.state() == RunState.STOPPED);
    }

    /** Ends runs that only linger, the oldest first, where the room for these is needed. */
    private boolean makeRoom(Viewer viewer, Set<Key> wanted) {
        long needed = wanted.stream().filter(key -> !held.containsKey(key)).count();
        List<Key> idle = held.entrySet().stream()
                .filter(entry -> !wanted.contains(entry.getKey())
                        && entry.getValue().viewers.stream().allMatch(viewer::equals))
                .map(Map.Entry::getKey)
                .toList();
        long over = held.size() + needed - limits.most();
        if (over > idle.size()) {
            return false;
        }
        idle.stream().limit(Math.max(0, over)).forEach(this::end);
        return true;
    }

    private void give(Notebook document, Viewer viewer, Set<Key> wanted) {
        held.forEach((key, run) -> {
            if (!wanted.contains(key) && run.viewers.remove(viewer)) {
                left(run);
            }
        });
        for (Key key : wanted) {
            Held run = held.get(key);
            if (run == null) {
                run = new Held(key.cell().value() + OF_VIEWERS + made++);
                held.put(key, run);
                start(document, key, run);
            }
            run.viewers.add(viewer);
        }
        tell(viewer);
    }

    private void start(Notebook document, Key key, Held run) {
        String text = texts.get(key.cell());
        if (text == null) {
            return;
        }
        RunId id = NotebookRuns.newRun();
        session.rerun(id, run.owner, text, inputs(document, key));
        run.status = session.runs().stream()
                .filter(status -> status.owner().equals(run.owner))
                .findFirst()
                .orElse(null);
    }

    private static Inputs inputs(Notebook document, Key key) {
        Map<String, InputValue> values = new HashMap<>(document.inputs().values());
        for (Cell.InputCell cell : document.inputCells()) {
            List<String> own = key.values().get(cell.input().name());
            if (own != null) {
                values.put(cell.input().name(), cell.input().bound(own));
            }
        }
        return new Inputs(values, key.values().keySet());
    }

    /** The runs that a viewer needs apart from the cells' own. */
    private Set<Key> keys(Notebook document, Wish wish) {
        Set<Key> keys = new LinkedHashSet<>();
        for (CellId cell : wish.cells()) {
            String text = texts.get(cell);
            if (text == null || !isOfQueriesAlone(text)) {
                continue;
            }
            Map<String, List<String>> values = new TreeMap<>();
            boolean differs = false;
            Set<String> named = InputReferences.namesIn(text);
            for (Cell.InputCell there : document.inputCells()) {
                Input input = there.input();
                List<String> own = wish.values().get(input.name());
                if (own == null || !named.contains(input.name()) || !input.viewersMayChange()) {
                    continue;
                }
                Input.Checked checked = input.check(own);
                if (checked.problem() == null) {
                    values.put(input.name(), checked.values());
                    differs |= !checked.values().equals(there.values());
                }
            }
            if (differs) {
                keys.add(new Key(cell, Map.copyOf(values)));
            }
        }
        return keys;
    }

    /** Only of such a cell viewers have runs of their own. */
    static boolean isOfQueriesAlone(String text) {
        return StatementSplitter.split(text).stream().allMatch(statement -> statement.kind() == StatementKind.QUERY);
    }

    /** The cell itself has been run with this text: viewers get theirs anew. */
    void ran(Notebook document, CellId cell, String text) {
        texts.put(cell, text);
        stopped.remove(cell);
        endAll(cell);
        refresh(document);
    }

    /** The cell itself has been stopped: so is what viewers have of it. */
    void stopped(CellId cell) {
        stopped.add(cell);
        held.forEach((key, run) -> {
            if (key.cell().equals(cell)) {
                session.stop(run.owner);
            }
        });
    }

    /** As {@link #stopped}, of all cells. */
    void stoppedAll() {
        stopped.addAll(texts.keySet());
    }

    void forget(Notebook document, CellId cell) {
        texts.remove(cell);
        stopped.remove(cell);
        endAll(cell);
        refresh(document);
    }

    private void endAll(CellId cell) {
        List<Key> ending =
                held.keySet().stream().filter(key -> key.cell().equals(cell)).toList();
        ending.forEach(this::end);
    }

    /**
     * Inputs, or texts, are others than they were: some viewers may need other runs. Who would need too many loses their
     * values, and is told so.
     */
    void refresh(Notebook document) {
        Map<Viewer, Wish> all = new LinkedHashMap<>(wishes);
        all.forEach((viewer, wish) -> {
            Set<Key> wanted = keys(document, wish);
            if (makeRoom(viewer, wanted)) {
                give(document, viewer, wanted);
            } else {
                wishes.put(viewer, wish.withoutValues());
                give(document, viewer, Set.of());
            }
        });
    }

    /** Runs what is for viewers among these again, as it ran. */
    void rerun(Notebook document, List<RanCell> affected) {
        Set<RunId> runs = new HashSet<>();
        affected.forEach(ran -> runs.add(ran.run()));
        held.forEach((key, run) -> {
            if (run.status != null && runs.contains(run.status.id())) {
                start(document, key, run);
                run.viewers.forEach(this::tell);
            }
        });
    }

    /** A run for viewers is in another state. */
    void changed(RunStatus status) {
        for (Held run : held.values()) {
            if (run.owner.equals(status.owner())) {
                if (run.status == null || run.status.statusVersion() <= status.statusVersion()) {
                    run.status = status;
                    run.viewers.forEach(this::tell);
                }
                return;
            }
        }
    }

    /** @param atOnce whether nothing lingers for them: what they came by was ended */
    void leave(Viewer viewer, boolean atOnce) {
        wishes.remove(viewer);
        Set<Key> ending = new HashSet<>();
        held.forEach((key, run) -> {
            if (run.viewers.remove(viewer)) {
                if (atOnce && run.viewers.isEmpty()) {
                    ending.add(key);
                } else {
                    left(run);
                }
            }
        });
        ending.forEach(this::end);
    }

    private void left(Held run) {
        if (run.viewers.isEmpty()) {
            run.leftAt = clock.instant();
            afterLinger.accept(this::endUnwatched);
        }
    }

    private void endUnwatched() {
        Instant before = clock.instant().minus(limits.linger());
        Set<Key> ending = new HashSet<>();
        held.forEach((key, run) -> {
            if (run.viewers.isEmpty() && !run.leftAt.isAfter(before)) {
                ending.add(key);
            }
        });
        ending.forEach(this::end);
    }

    private void end(Key key) {
        Held run = held.remove(key);
        if (run != null) {
            session.forget(run.owner);
        }
    }

    private static RunStatus asOf(CellId cell, RunStatus run) {
        return new RunStatus(
                run.id(),
                cell.value(),
                run.state(),
                run.statements(),
                run.problem(),
                run.queuedAt(),
                run.startedAt(),
                run.finishedAt(),
                run.statusVersion());
    }

    private void tell(Viewer viewer) {
        Map<CellId, RunStatus> runs = new HashMap<>();
        held.forEach((key, run) -> {
            if (run.status != null && run.viewers.contains(viewer)) {
                runs.put(key.cell(), asOf(key.cell(), run.status));
            }
        });
        viewer.runsChanged(wishes.getOrDefault(viewer, Wish.NOTHING), runs);
    }
}
