package dev.riffle.workbench.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.sessions.session.RunId;
import dev.riffle.sessions.session.RunState;
import dev.riffle.sessions.session.RunStatus;
import dev.riffle.workbench.access.Role;
import dev.riffle.workbench.dashboard.CellReference;
import dev.riffle.workbench.dashboard.Dashboard;
import dev.riffle.workbench.dashboard.DashboardId;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.InputEdit;
import dev.riffle.workbench.notebook.NotebookId;
import dev.riffle.workbench.notebook.NumberInputs;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One viewer of one tile, on a thread of dashboards whose every step is taken by the test. */
class ViewerDashboardTest {

    private static final CellId INPUT = new CellId("least");
    private static final Cell.InputCell LEAST = Cell.InputCell.of(INPUT, false, NumberInputs.openToViewers("least"));
    private static final CellId QUERY = new CellId("query");
    private static final CellId OTHER = new CellId("other");
    private static final CellId LITERAL = new CellId("literal");
    private static final Dashboard DASHBOARD =
            new Dashboard(new DashboardId("d"), "D", "", false, 1, Instant.EPOCH, Instant.EPOCH, null, List.of());
    private static final int MOST_RUNS = 8;

    private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();
    private NotebooksWithoutCluster environment;
    private OpenNotebook notebook;
    private RunId everybodys;
    private RunId everybodysOther;
    private ViewerDashboard viewer;

    /** The viewer's in the notebook. */
    private @Nullable Role role;

    private final Told told = new Told();

    private static final class Told implements DashboardListener {

        final Map<CellId, TileSource> sources = new HashMap<>();

        List<DashboardInput> inputs = List.of();

        RunStatus status(CellId cell) {
            return Objects.requireNonNull(
                    Objects.requireNonNull(sources.get(cell)).run());
        }

        RunId run() {
            return status(QUERY).id();
        }

        @Override
        public void opened(Dashboard dashboard, List<TileSource> sources, List<DashboardInput> now) {
            sources.forEach(this::sourceChanged);
            inputs = now;
        }

        @Override
        public void edited(String editId, Dashboard dashboard) {}

        @Override
        public void sourceChanged(TileSource now) {
            sources.put(now.reference().cell(), now);
        }

        @Override
        public void inputsChanged(List<DashboardInput> now) {
            inputs = now;
        }

        @Override
        public void gone() {}
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        environment = new NotebooksWithoutCluster(folder, Clock.systemUTC(), 10);
        NotebookId id = environment.create(
                LEAST,
                new Cell.Sql(QUERY, false, "SELECT ${least}", 0),
                new Cell.Sql(OTHER, false, "SELECT ${least} + 1", 0));
        notebook = environment.notebooks().open(id).orElseThrow();
        List<RunId> runs = notebook.runAll().join();
        everybodys = runs.get(0);
        everybodysOther = runs.get(1);
        viewer = new ViewerDashboard(
                told,
                steps::add,
                unused -> Optional.of(notebook),
                Optional::of,
                this::named,
                unused -> Optional.ofNullable(role));
        viewer.opened(DASHBOARD, List.of(source()), List.of(input("1")));
    }

    @AfterEach
    void close() {
        environment.close();
    }

    private List<String> named(CellReference query) {
        return query.cell().equals(LITERAL) ? List.of() : List.of("least");
    }

    private DashboardInput input(String everybodysValue) {
        return new DashboardInput(notebook.id(), "N", LEAST, List.of(everybodysValue), InputScope.NONE);
    }

    private CellReference reference(CellId cell) {
        return new CellReference(notebook.id(), cell);
    }

    private TileSource source() {
        return source(QUERY, everybodys);
    }

    /** As everybody is told of it. */
    private TileSource source(CellId cell, RunId everybodysRun) {
        RunStatus run = notebook.runs().stream()
                .filter(status -> status.id().equals(everybodysRun))
                .findFirst()
                .orElseThrow();
        return new TileSource(reference(cell), "N", TileSource.Kind.SQL, null, null, run, null, List.of("least"));
    }

    /** Others look at the query with these values. */
    private List<ViewerRuns.Viewer> others(int first, int count) {
        List<ViewerRuns.Viewer> others = new ArrayList<>();
        for (int value = first; value < first + count; value++) {
            ViewerRuns.Viewer other = new ViewerRuns.Viewer() {
                @Override
                public void runsChanged(ViewerRuns.Wish held, Map<CellId, RunStatus> runs) {}
            };
            ViewerRuns.Wish wish =
                    new ViewerRuns.Wish(Set.of(QUERY), Map.of("least", List.of(Integer.toString(value))));
            assertThat(notebook.holdForViewer(other, wish).join()).isTrue();
            others.add(other);
        }
        return others;
    }

    private List<String> seenValue() {
        return told.inputs.get(0).values();
    }

    /** Takes steps until that is so, and what the notebook's thread had for this viewer until then. */
    private <T> T done(CompletableFuture<T> future) throws InterruptedException {
        while (!future.isDone()) {
            // Others may be what completes it.
            Runnable step = steps.poll(10, TimeUnit.MILLISECONDS);
            if (step != null) {
                step.run();
            }
        }
        T value = future.join();
        boolean more = true;
        while (more) {
            notebook.current().join();
            more = false;
            for (Runnable step = steps.poll(); step != null; step = steps.poll()) {
                step.run();
                more = true;
            }
        }
        return value;
    }

    @Test
    void aValueThatIsBeingTakenOutlivesWhatTheTileIsToldMeanwhile() throws InterruptedException {
        assertThat(told.run()).isEqualTo(everybodys);
        CompletableFuture<OwnValue> set = viewer.set(reference(INPUT), List.of("3"));
        steps.take().run();
        steps.take().run();
        assertThat(set).isNotDone();
        viewer.sourceChanged(source());
        assertThat(done(set)).isEqualTo(new OwnValue.Taken());
        assertThat(told.run()).isNotEqualTo(everybodys);
        assertThat(told.inputs).extracting(DashboardInput::values).containsExactly(List.of("3"));
        RunId own = told.run();
        viewer.sourceChanged(source());
        assertThat(done(viewer.set(reference(INPUT), List.of("x")))).isInstanceOf(OwnValue.Invalid.class);
        assertThat(told.run()).isEqualTo(own);
        assertThat(done(viewer.set(reference(INPUT), null))).isEqualTo(new OwnValue.Taken());
        assertThat(told.run()).isEqualTo(everybodys);
        assertThat(told.inputs).extracting(DashboardInput::values).containsExactly(List.of("1"));
    }

    private void awaitOwnRun(RunState state) throws InterruptedException {
        while (told.status(QUERY).state() != state) {
            steps.take().run();
        }
    }

    private void stopAsUnwatched(RunId run) {
        RunStatus running = notebook.allRuns().stream()
                .filter(status -> status.id().equals(run))
                .findFirst()
                .orElseThrow();
        notebook.stop(running, "Nobody watched.");
    }

    @Test
    void aRunThatNobodyWatchedStartsAgainWhenItsValueIsChosenAndOneThatAPersonStoppedDoesNot()
            throws InterruptedException {
        done(viewer.set(reference(INPUT), List.of("3")));
        RunId first = told.run();
        TileSource everybodysTile = source();
        stopAsUnwatched(first);
        awaitOwnRun(RunState.STOPPED);
        done(notebook.edit(NotebooksWithoutCluster.AUTHOR, "e1", 1, new InputEdit.SetInputValue(INPUT, List.of("2"))));
        viewer.sourceChanged(everybodysTile);
        assertThat(told.run()).as("nobody chose anything").isEqualTo(first);

        assertThat(done(viewer.set(reference(INPUT), List.of("3")))).isEqualTo(new OwnValue.Taken());
        RunId second = told.run();
        assertThat(second).isNotEqualTo(first);
        notebook.stop(QUERY);
        awaitOwnRun(RunState.STOPPED);
        done(viewer.set(reference(INPUT), List.of("3")));
        assertThat(told.run()).isEqualTo(second);
        awaitOwnRun(RunState.STOPPED);
    }

    @Test
    void whereThereIsNoRoomForWhatEverybodysNewValueNeedsAViewerIsToldOfThatValue() throws InterruptedException {
        others(3, MOST_RUNS);
        assertThat(done(viewer.set(reference(INPUT), List.of("1")))).isEqualTo(new OwnValue.Taken());
        done(notebook.edit(NotebooksWithoutCluster.AUTHOR, "e1", 1, new InputEdit.SetInputValue(INPUT, List.of("2"))));
        viewer.inputsChanged(List.of(input("2")));
        done(notebook.current());
        assertThat(seenValue()).containsExactly("2");
        assertThat(told.run()).isEqualTo(everybodys);
    }

    @Test
    void whereThereIsNoRoomForANewTileAViewersValuesAreTakenBackUntilThereIs() throws InterruptedException {
        List<ViewerRuns.Viewer> others = others(4, MOST_RUNS);
        assertThat(done(viewer.set(reference(INPUT), List.of("4")))).isEqualTo(new OwnValue.Taken());
        assertThat(told.run()).isNotEqualTo(everybodys);
        // Two requests are under way when the first is refused.
        CompletableFuture<OwnValue> set = viewer.set(reference(INPUT), List.of("12"));
        steps.take().run();
        steps.take().run();
        assertThat(set).isNotDone();
        viewer.sourceChanged(source(OTHER, everybodysOther));
        assertThat(done(set)).isEqualTo(new OwnValue.TooMany());
        assertThat(seenValue()).containsExactly("1");
        assertThat(told.run()).isEqualTo(everybodys);
        assertThat(told.status(OTHER).id()).isEqualTo(everybodysOther);

        others.forEach(other -> notebook.leaveViewer(other, true));
        assertThat(done(viewer.set(reference(INPUT), List.of("4")))).isEqualTo(new OwnValue.Taken());
        assertThat(seenValue()).containsExactly("4");
        assertThat(told.run()).isNotEqualTo(everybodys);
        assertThat(told.status(OTHER).id()).isNotEqualTo(everybodysOther);
    }

    @Test
    void whoMayChangeAnInputForEverybodyHasNoValueOfTheirOwn() throws InterruptedException {
        done(viewer.set(reference(INPUT), List.of("3")));
        assertThat(told.inputs).extracting(DashboardInput::scope).containsExactly(InputScope.OWN);
        role = Role.EDITOR;
        viewer.rolesChanged();
        done(notebook.current());
        assertThat(told.inputs).extracting(DashboardInput::scope).containsExactly(InputScope.SHARED);
        assertThat(seenValue()).containsExactly("1");
        assertThat(told.run()).isEqualTo(everybodys);
        assertThat(done(viewer.set(reference(INPUT), List.of("3")))).isEqualTo(new OwnValue.NoInput());
        role = Role.VIEWER;
        viewer.rolesChanged();
        done(notebook.current());
        assertThat(told.inputs).extracting(DashboardInput::scope).containsExactly(InputScope.OWN);
        assertThat(seenValue()).containsExactly("1");
        assertThat(done(viewer.set(reference(INPUT), List.of("3")))).isEqualTo(new OwnValue.Taken());
        assertThat(told.run()).isNotEqualTo(everybodys);
    }

    @Test
    void whoMaySeeTheNotebookIsToldOfAnInputThatCanNotBeTheirs() throws InterruptedException {
        role = Role.VIEWER;
        viewer.opened(DASHBOARD, List.of(literal()), List.of(input("1")));
        assertThat(told.inputs).extracting(DashboardInput::scope).containsExactly(InputScope.NONE);
        assertThat(done(viewer.set(reference(INPUT), List.of("3")))).isEqualTo(new OwnValue.NoInput());
    }

    private TileSource literal() {
        return new TileSource(reference(LITERAL), "N", TileSource.Kind.SQL, null, null, null, null, List.of());
    }

    @Test
    void anInputIsOfferedWhileATileIsThereWhoseQueryNamesIt() throws InterruptedException {
        viewer.opened(DASHBOARD, List.of(literal()), List.of(input("1")));
        assertThat(told.inputs).isEmpty();
        assertThat(done(viewer.set(reference(INPUT), List.of("3")))).isEqualTo(new OwnValue.NoInput());
        viewer.sourceChanged(source());
        assertThat(seenValue()).containsExactly("1");
        viewer.edited("e1", DASHBOARD);
        assertThat(told.inputs).isEmpty();
    }
}
