package dev.riffle.workbench.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.riffle.sessions.catalog.CatalogListing;
import dev.riffle.sessions.session.Delivery;
import dev.riffle.sessions.session.RunId;
import dev.riffle.sessions.session.RunStatus;
import dev.riffle.sessions.session.RuntimeMode;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.InputEdit;
import dev.riffle.workbench.notebook.Notebook;
import dev.riffle.workbench.notebook.NotebookEdit;
import dev.riffle.workbench.notebook.NotebookId;
import dev.riffle.workbench.notebook.NumberInputs;
import dev.riffle.workbench.notebook.Rejection;
import dev.riffle.workbench.notebook.TextChange;
import dev.riffle.workbench.notebook.TextUpdate;
import dev.riffle.workbench.storage.SessionLogStore;
import dev.riffle.workbench.version.Author;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real database, and on sessions whose cluster is not there: nothing here runs SQL. */
class LiveNotebooksTest {

    private static final Author AUTHOR = NotebooksWithoutCluster.AUTHOR;
    private static final EditOutcome STALE = new EditOutcome.Refused(Rejection.STALE);
    private static final EditOutcome GONE = new EditOutcome.Refused(Rejection.NOTEBOOK_GONE);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-04T10:00:00Z"));
    private final InstantSource time = now::get;
    private final Clock clock = time.withZone(ZoneOffset.UTC);
    private NotebooksWithoutCluster environment;
    private LiveNotebooks notebooks;

    @BeforeEach
    void open(@TempDir Path folder) {
        environment = new NotebooksWithoutCluster(folder, clock, 2);
        notebooks = environment.notebooks();
    }

    @AfterEach
    void close() {
        environment.close();
    }

    private NotebookId created() {
        return environment.create(new Cell.Sql(new CellId("a"), false, "SELECT 1", 0));
    }

    private OpenNotebook found(NotebookId id) {
        return notebooks.open(id).orElseThrow();
    }

    private static EditOutcome title(OpenNotebook notebook, String editId, long basedOn, String title) {
        return notebook.edit(AUTHOR, editId, basedOn, new NotebookEdit.SetTitle(title))
                .join();
    }

    @Test
    void anEditBasedOnWhatWasBeforeARestartIsStaleUnlessItSaysTheSame() {
        NotebookId id = created();
        assertThat(title(found(id), "e1", 1, "Second")).isEqualTo(new EditOutcome.Stored(2));
        assertThat(title(found(id), "e2", 1, "Third")).isEqualTo(STALE);
        assertThat(title(found(id), "e3", 1, "Second")).isEqualTo(new EditOutcome.Stored(3));

        notebooks = environment.openedAnew();
        assertThat(title(found(id), "e4", 1, "Third")).isEqualTo(STALE);
        assertThat(title(found(id), "e5", 1, "Second")).isEqualTo(new EditOutcome.Stored(4));
        assertThat(title(found(id), "e6", 4, "Third")).isEqualTo(new EditOutcome.Stored(5));
        assertThat(found(id)
                        .edit(AUTHOR, "e7", 1, new NotebookEdit.SetRuntimeMode(RuntimeMode.BATCH))
                        .join())
                .as("nobody knows any more whether it changed")
                .isEqualTo(STALE);
    }

    @Test
    void aDeliveryIsStaleWhereSomebodyChangedItAndACopyKeepsIt() {
        NotebookId id = created();
        OpenNotebook notebook = found(id);
        NotebookEdit committed = new NotebookEdit.SetDelivery(Delivery.COMMITTED);
        assertThat(notebook.edit(AUTHOR, "e1", 1, committed).join()).isEqualTo(new EditOutcome.Stored(2));
        assertThat(notebook.edit(AUTHOR, "e2", 1, new NotebookEdit.SetDelivery(Delivery.LIVE))
                        .join())
                .isEqualTo(STALE);
        assertThat(notebook.edit(AUTHOR, "e3", 1, committed).join()).isEqualTo(new EditOutcome.Stored(3));
        assertThat(notebooks.duplicate(AUTHOR, id).orElseThrow().delivery()).isEqualTo(Delivery.COMMITTED);
    }

    @Test
    void idleNotebooksAreLetGoWhereverTheyStandAmongThoseInUse() {
        List<OpenNotebook> watched = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            OpenNotebook notebook = found(created());
            notebook.watch(new Deaf()).join();
            watched.add(notebook);
        }
        NotebookId id = created();
        OpenNotebook idle = found(id);
        now.updateAndGet(then -> then.plusSeconds(60));
        await().until(() -> {
            found(created());
            return title(idle, "idle" + System.nanoTime(), 1, "First").equals(GONE);
        });
        assertThat(watched).allSatisfy(notebook -> assertThat(title(notebook, "w", 1, "Watched"))
                .isEqualTo(new EditOutcome.Stored(2)));
        assertThat(found(id)).isNotSameAs(idle);
    }

    @Test
    void aNotebookThatGoesToTheTrashHasNoSecondMaster() {
        for (int round = 0; round < 20; round++) {
            NotebookId id = created();
            found(id);
            CompletableFuture<Boolean> trashed =
                    CompletableFuture.supplyAsync(() -> notebooks.trash(id).join());
            CompletableFuture<Optional<OpenNotebook>> opened = CompletableFuture.supplyAsync(() -> notebooks.open(id));
            assertThat(trashed.join()).isTrue();
            opened.join().ifPresent(notebook -> assertThat(title(notebook, "late", 1, "Late"))
                    .isEqualTo(GONE));
            assertThat(notebooks.open(id)).isEmpty();
            assertThat(notebooks.find(id).orElseThrow().title()).isEqualTo("First");

            notebooks.restore(id);
            assertThat(title(found(id), "e" + round, 1, "Back")).isInstanceOf(EditOutcome.Stored.class);
        }
    }

    @Test
    void whatRunsAgainBeforeTheClusterIsThereKeepsItsPlaceInTheLog() {
        CellId input = new CellId("least");
        NotebookId id = environment.create(
                Cell.InputCell.of(input, false, NumberInputs.openToViewers("least")),
                new Cell.Sql(new CellId("view"), false, "CREATE VIEW picked AS SELECT ${least} AS n", 0),
                new Cell.Sql(new CellId("built"), false, "CREATE VIEW built AS SELECT n FROM picked", 0));
        OpenNotebook notebook = found(id);
        RunId first = notebook.runAll().join().get(0);
        notebook.edit(AUTHOR, "e1", 1, new InputEdit.SetInputValue(input, List.of("2")))
                .join();
        await().until(() -> notebook.runs().stream().noneMatch(run -> run.id().equals(first)));
        notebook.current().join();
        assertThat(new SessionLogStore(environment.database()).entries(id))
                .extracting(entry -> entry.cell().value())
                .containsExactly("view", "built");
    }

    @Test
    void onlyTheTextThatStaysHasToFit() {
        OpenNotebook notebook = found(created());
        String longest = "x".repeat(Notebook.MOST_TEXT);
        TextUpdate grows = update(new TextChange.Part(8, null), new TextChange.Part(0, longest));
        TextUpdate shrinks = update(new TextChange.Part(8 + longest.length(), "SELECT 2"));
        CellId cell = new CellId("a");
        assertThat(notebook.changeText(AUTHOR, cell, 0, List.of(grows)).join())
                .isEqualTo(new EditOutcome.Refused(Rejection.TOO_LARGE));
        assertThat(notebook.changeText(AUTHOR, cell, 0, List.of(grows, shrinks)).join())
                .isEqualTo(new EditOutcome.Stored(2));
    }

    @Test
    void aVersionComesBackUnderThoseWhoWatchAndCanBeUndone() {
        NotebookId id = created();
        OpenNotebook notebook = found(id);
        CellId a = new CellId("a");
        CellId b = new CellId("b");
        Told told = new Told();
        notebook.watch(told).join();
        now.updateAndGet(then -> then.plusSeconds(600));
        NotebookEdit insert = new NotebookEdit.InsertCell(new Cell.Markdown(b, false, "prose", 0), a);
        assertThat(notebook.edit(AUTHOR, "e1", 1, insert).join()).isEqualTo(new EditOutcome.Stored(2));
        TextUpdate typed = update(new TextChange.Part(7, null), new TextChange.Part(1, "2"));
        assertThat(notebook.changeText(AUTHOR, a, 0, List.of(typed)).join()).isEqualTo(new EditOutcome.Stored(3));

        assertThat(notebook.restoreVersion(AUTHOR, 2, 1).join()).isEqualTo(STALE);
        assertThat(notebook.restoreVersion(AUTHOR, 3, 9).join())
                .isEqualTo(new EditOutcome.Refused(Rejection.VERSION_GONE));
        assertThat(notebook.restoreVersion(AUTHOR, 3, 1).join()).isEqualTo(new EditOutcome.Stored(5));
        Notebook back = told.whole();
        assertThat(back).isEqualTo(notebooks.find(id).orElseThrow());
        assertThat(back.cells()).containsExactly(new Cell.Sql(a, false, "SELECT 1", 2));
        TextChange undone = new TextChange(List.of(new TextChange.Part(7, null), new TextChange.Part(1, "1")));
        assertThat(told.updates).containsExactly(typed, new TextUpdate("history", undone));
        assertThat(notebook.textSince(a, 0).join()).isEqualTo(new TextSince.Updates(0, 5, told.updates));
        assertThat(title(notebook, "e2", 3, "Second"))
                .as("the title was not touched")
                .isEqualTo(new EditOutcome.Stored(6));

        assertThat(notebook.restoreVersion(AUTHOR, 6, 2).join()).isEqualTo(new EditOutcome.Stored(8));
        assertThat(told.whole().title()).isEqualTo("First");
        assertThat(told.whole().cells())
                .containsExactly(new Cell.Sql(a, false, "SELECT 2", 3), new Cell.Markdown(b, false, "prose", 0));
        assertThat(title(notebook, "e3", 6, "Third"))
                .as("the title was replaced")
                .isEqualTo(STALE);
    }

    private static TextUpdate update(TextChange.Part... parts) {
        return new TextUpdate("t", new TextChange(List.of(parts)));
    }

    /** Watches and does nothing about it. */
    private static class Deaf implements NotebookListener {

        @Override
        public void opened(OpenNotebook.View view) {}

        @Override
        public void edited(long revision, String editId, NotebookEdit edit) {}

        @Override
        public void textUpdated(CellId cell, long version, long revision, List<TextUpdate> updates) {}

        @Override
        public void runChanged(RunStatus run) {}

        @Override
        public void catalogChanged(CatalogListing catalog) {}

        @Override
        public void gone() {}
    }

    /** Remembers the newest whole notebook, and each change of a text. */
    private static final class Told extends Deaf {

        private final List<Notebook> notebooks = new CopyOnWriteArrayList<>();
        private final List<TextUpdate> updates = new CopyOnWriteArrayList<>();

        Notebook whole() {
            return notebooks.get(notebooks.size() - 1);
        }

        @Override
        public void opened(OpenNotebook.View view) {
            notebooks.add(view.notebook());
        }

        @Override
        public void textUpdated(CellId cell, long version, long revision, List<TextUpdate> told) {
            updates.addAll(told);
        }
    }
}
