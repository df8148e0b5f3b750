package dev.riffle.workbench.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riffle.sessions.session.RunId;
import dev.riffle.sessions.session.RunState;
import dev.riffle.workbench.dashboard.CellReference;
import dev.riffle.workbench.dashboard.Dashboard;
import dev.riffle.workbench.dashboard.DashboardEdit;
import dev.riffle.workbench.dashboard.DashboardRejection;
import dev.riffle.workbench.dashboard.Tile;
import dev.riffle.workbench.dashboard.TileContent;
import dev.riffle.workbench.dashboard.TileId;
import dev.riffle.workbench.dashboard.TilePlace;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.NotebookId;
import dev.riffle.workbench.storage.DashboardStore;
import dev.riffle.workbench.version.Author;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real database, and on sessions whose cluster is not there: nothing here runs SQL. */
class LiveDashboardsTest {

    private static final Author AUTHOR = NotebooksWithoutCluster.AUTHOR;

    private NotebooksWithoutCluster environment;
    private LiveNotebooks notebooks;
    private LiveDashboards dashboards;

    @BeforeEach
    void open(@TempDir Path folder) {
        environment = new NotebooksWithoutCluster(folder, Clock.systemUTC(), 10);
        notebooks = environment.notebooks();
        dashboards = new LiveDashboards(new DashboardStore(environment.database()), notebooks, Clock.systemUTC());
        dashboards.start();
    }

    @AfterEach
    void close() {
        dashboards.close();
        environment.close();
    }

    /** What a page is told of the one tile. */
    private static final class Told implements DashboardListener {

        final List<TileSource.Kind> kinds = new CopyOnWriteArrayList<>();

        @Override
        public void opened(Dashboard dashboard, List<TileSource> sources, List<DashboardInput> inputs) {
            sources.forEach(this::sourceChanged);
        }

        @Override
        public void edited(String editId, Dashboard dashboard) {}

        @Override
        public void sourceChanged(TileSource source) {
            kinds.add(source.kind());
        }

        @Override
        public void inputsChanged(List<DashboardInput> inputs) {}

        @Override
        public void gone() {}
    }

    private NotebookId notebook() {
        return environment.create(new Cell.Sql(new CellId("a"), false, "SELECT 1", 0));
    }

    /** With a tile of the notebook's cell. */
    private Dashboard dashboardOf(NotebookId notebook) {
        Dashboard dashboard = dashboards.create(AUTHOR, "D");
        TileContent content = new TileContent.OfCell(new CellReference(notebook, new CellId("a")));
        Tile tile = new Tile(new TileId("t"), new TilePlace(0, 0, 4, 4), null, "", content);
        dashboards
                .edit(AUTHOR, dashboard.id(), "add", 1, new DashboardEdit.AddTile(tile), now -> true)
                .join();
        return dashboard;
    }

    @Test
    void aNotebookThatComesOutOfTheTrashIsShownAgainOnOpenPages() {
        NotebookId notebook = notebook();
        Dashboard dashboard = dashboardOf(notebook);
        Told told = new Told();
        assertThat(dashboards.watch(dashboard.id(), told).join()).isTrue();
        assertThat(told.kinds).containsExactly(TileSource.Kind.SQL);
        assertThat(notebooks.trash(notebook).join()).isTrue();
        await().until(() -> told.kinds.contains(TileSource.Kind.GONE));
        assertThat(notebooks.restore(notebook)).isPresent();
        await().until(() -> told.kinds.size() >= 3);
        assertThat(told.kinds).containsExactly(TileSource.Kind.SQL, TileSource.Kind.GONE, TileSource.Kind.SQL);
    }

    @Test
    void anEditIsRefusedThatIsNotAllowedAnyMoreWhenItIsItsTurn() {
        Dashboard dashboard = dashboards.create(AUTHOR, "D");
        DashboardOutcome outcome = dashboards
                .edit(AUTHOR, dashboard.id(), "e", 1, new DashboardEdit.SetTitle("Other"), now -> !now.title()
                        .equals("D"))
                .join();
        assertThat(outcome).isEqualTo(new DashboardOutcome.Refused(DashboardRejection.FORBIDDEN));
        assertThat(dashboards.find(dashboard.id()).orElseThrow().title()).isEqualTo("D");
        assertThat(dashboards.run(dashboard.id(), null, now -> false).join()).isFalse();
    }

    @Test
    void whatIsBeingOpenedStaysSoWhateverHappensToOthers() {
        Dashboard other = dashboards.create(AUTHOR, "Other");
        assertThat(dashboards.watch(other.id(), new Told()).join()).isTrue();
        for (int round = 0; round < 20; round++) {
            Dashboard dashboard = dashboardOf(notebook());
            Told told = new Told();
            CompletableFuture<Boolean> watched = dashboards.watch(dashboard.id(), told);
            dashboards.unwatch(other.id(), told);
            assertThat(watched.join()).isTrue();
            assertThat(told.kinds).containsExactly(TileSource.Kind.SQL);
            dashboards.unwatch(dashboard.id(), told);
        }
    }

    @Test
    void whatWasStoppedIsStartedWhenItIsKeptRunning() {
        NotebookId notebook = notebook();
        Dashboard dashboard = dashboardOf(notebook);
        OpenNotebook open = notebooks.open(notebook).orElseThrow();
        open.runAll().join();
        dashboards.stop(dashboard.id(), null, now -> true).join();
        await().until(() -> open.runs().stream()
                .allMatch(run -> run.state() == RunState.STOPPED || run.state() == RunState.FAILED));
        RunId ended = open.runs().get(0).id();
        dashboards
                .edit(AUTHOR, dashboard.id(), "keep", 2, new DashboardEdit.SetKeptRunning(true), now -> true)
                .join();
        await().until(() -> !open.runs().get(0).id().equals(ended));
    }
}
