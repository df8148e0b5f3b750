package dev.riffle.workbench.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.sessions.session.RunId;
import dev.riffle.sessions.session.RunState;
import dev.riffle.sessions.session.RunStatus;
import dev.riffle.workbench.dashboard.CellReference;
import dev.riffle.workbench.dashboard.Dashboard;
import dev.riffle.workbench.dashboard.DashboardId;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.Input;
import dev.riffle.workbench.notebook.InputEdit;
import dev.riffle.workbench.notebook.NotebookId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One viewer of one tile, on a thread of dashboards whose every step is taken by the test. */
class ViewerDashboardTest {

    private static final CellId INPUT = new CellId("least");
    private static final CellId QUERY = new CellId("query");

    private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();
    private NotebooksWithoutCluster environment;
    private OpenNotebook notebook;
    private RunId everybodys;
    private ViewerDashboard viewer;
    private final Told told = new Told();

    private static final class Told implements DashboardListener {

        @Nullable
        TileSource source;

        List<DashboardInput> inputs = List.of();

        RunId run() {
            RunStatus run = Objects.requireNonNull(source).run();
            return Objects.requireNonNull(run).id();
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
            source = now;
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
        Input least = NotebooksWithoutCluster.number("least");
        NotebookId id = environment.create(
                Cell.InputCell.of(INPUT, false, least), new Cell.Sql(QUERY, false, "SELECT ${least}", 0));
        notebook = environment.notebooks().open(id).orElseThrow();
        everybodys = notebook.run(Set.of(QUERY)).join().get(0);
        viewer = new ViewerDashboard(told, steps::add, unused -> Optional.of(notebook), Optional::of);
        Dashboard dashboard =
                new Dashboard(new DashboardId("d"), "D", "", false, 1, Instant.EPOCH, Instant.EPOCH, null, List.of());
        DashboardInput input = new DashboardInput(id, "N", Cell.InputCell.of(INPUT, false, least), List.of("1"));
        viewer.opened(dashboard, List.of(source()), List.of(input));
    }

    @AfterEach
    void close() {
        environment.close();
    }

    private CellReference reference(CellId cell) {
        return new CellReference(notebook.id(), cell);
    }

    /** As everybody is told of it. */
    private TileSource source() {
        RunStatus run = notebook.runs().stream()
                .filter(status -> status.id().equals(everybodys))
                .findFirst()
                .orElseThrow();
        return new TileSource(reference(QUERY), "N", TileSource.Kind.SQL, null, null, run, null, List.of("least"));
    }

    /** Takes steps until that is so, and what the notebook's thread had for this viewer until then. */
    private <T> T done(CompletableFuture<T> future) throws InterruptedException {
        while (!future.isDone()) {
            steps.take().run();
        }
        T value = future.join();
        notebook.current().join();
        for (Runnable step = steps.poll(); step != null; step = steps.poll()) {
            step.run();
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
        while (Objects.requireNonNull(Objects.requireNonNull(told.source).run()).state() != state) {
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
        stopAsUnwatched(first);
        awaitOwnRun(RunState.STOPPED);
        done(notebook.edit(
                NotebooksWithoutCluster.AUTHOR, "e1", 1, new InputEdit.SetInputValue(INPUT, List.of("2"))));
        viewer.sourceChanged(source());
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
}
