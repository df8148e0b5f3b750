package dev.riffle.workbench.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.sessions.session.Delivery;
import dev.riffle.sessions.session.RuntimeMode;
import dev.riffle.workbench.access.AccountId;
import dev.riffle.workbench.access.DocumentReference;
import dev.riffle.workbench.dashboard.CellReference;
import dev.riffle.workbench.dashboard.Dashboard;
import dev.riffle.workbench.dashboard.DashboardId;
import dev.riffle.workbench.dashboard.Tile;
import dev.riffle.workbench.dashboard.TileContent;
import dev.riffle.workbench.dashboard.TileId;
import dev.riffle.workbench.dashboard.TilePlace;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.EditResult;
import dev.riffle.workbench.notebook.Notebook;
import dev.riffle.workbench.notebook.NotebookId;
import dev.riffle.workbench.notebook.RandomEdits;
import dev.riffle.workbench.version.Author;
import dev.riffle.workbench.version.Contribution;
import dev.riffle.workbench.version.Thinning;
import dev.riffle.workbench.version.Version;
import dev.riffle.workbench.version.VersionCause;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionStoreTest {

    private static final Instant START = Instant.parse("2026-05-04T10:00:00Z");
    private static final Author ADA = new Author(new AccountId("ada"), "Ada");
    private static final Author TOKEN = new Author(null, "Administrator");
    private static final NotebookId ID = new NotebookId("n");
    private static final DocumentReference DOCUMENT =
            new DocumentReference(DocumentReference.Kind.NOTEBOOK, ID.value());

    private Database database;
    private NotebookStore notebooks;
    private VersionStore versions;
    private Notebook notebook = notebook(1, START, "SELECT 1");

    @BeforeEach
    void open(@TempDir Path folder) {
        database = new Database(folder);
        notebooks = new NotebookStore(database);
        versions = new VersionStore(database);
        notebooks.create(notebook, Contribution.creation(TOKEN));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Notebook notebook(long revision, Instant at, String text) {
        return new Notebook(
                ID,
                "T",
                RuntimeMode.STREAMING,
                Delivery.LIVE,
                revision,
                START,
                at,
                null,
                List.of(new Cell.Sql(new CellId("a"), false, text, 0)));
    }

    private void change(Duration later, String text, Contribution change) {
        Notebook next = notebook(notebook.revision() + 1, notebook.updatedAt().plus(later), text);
        notebooks.update(notebook, next, null, change);
        notebook = next;
    }

    private String text(long number) {
        Cell cell = notebooks.version(ID, number).orElseThrow().cells().get(0);
        return ((Cell.Sql) cell).text();
    }

    @Test
    void everyVersionIsWhatTheDocumentWasWhenItWasChangedLast() {
        Map<Long, Notebook> wanted = new HashMap<>();
        RandomEdits edits = new RandomEdits(4);
        for (int i = 0; i < 120; i++) {
            if (edits.next(notebook).applyTo(notebook, START.plusSeconds(i * 130L))
                    instanceof EditResult.Applied next) {
                notebooks.update(notebook, next.notebook(), null, Contribution.edit(i % 9 < 6 ? ADA : TOKEN));
                notebook = next.notebook();
                wanted.put(versions.list(DOCUMENT).get(0).number(), notebook);
            }
        }
        assertThat(wanted).hasSizeBetween(10, 60);
        wanted.forEach((number, then) -> {
            Notebook kept = notebooks.version(ID, number).orElseThrow();
            assertThat(kept.title()).isEqualTo(then.title());
            assertThat(kept.runtimeMode()).isEqualTo(then.runtimeMode());
            assertThat(withDefaults(kept.cells())).isEqualTo(withDefaults(then.cells()));
        });
        assertThat(versions.list(DOCUMENT).get(0).bytes())
                .as("the newest is the document itself")
                .isZero();
    }

    /** Which value of an input is chosen is no part of a version. */
    private static List<Cell> withDefaults(List<Cell> cells) {
        return cells.stream()
                .map(cell -> cell instanceof Cell.InputCell input
                        ? Cell.InputCell.of(input.id(), input.collapsed(), input.input())
                        : cell)
                .toList();
    }

    @Test
    void itIsToldWhoAndWhenAndWhatCameBack() {
        change(Duration.ofMinutes(10), "SELECT 2", Contribution.edit(ADA));
        change(Duration.ofMinutes(1), "SELECT 3", Contribution.edit(ADA));
        change(Duration.ofMinutes(1), "SELECT 1", Contribution.restore(TOKEN, 1));
        List<Version> listed = versions.list(DOCUMENT);
        assertThat(listed).extracting(Version::number).containsExactly(3L, 2L, 1L);
        assertThat(listed)
                .extracting(Version::cause)
                .containsExactly(VersionCause.RESTORED, VersionCause.EDITED, VersionCause.CREATED);
        assertThat(listed).extracting(Version::people).containsExactly(List.of(TOKEN), List.of(ADA), List.of(TOKEN));
        assertThat(listed).extracting(Version::restored).containsExactly(1L, null, null);
        assertThat(listed.get(1).begunAt()).isEqualTo(START.plusSeconds(600));
        assertThat(listed.get(1).changedAt()).isEqualTo(START.plusSeconds(660));
        assertThat(listed.get(1).revision()).isEqualTo(3);
        assertThat(List.of(text(1), text(2), text(3))).containsExactly("SELECT 1", "SELECT 3", "SELECT 1");
        assertThat(notebooks.version(ID, 4)).isEmpty();
    }

    @Test
    void aNameKeepsAVersionAndThereAreNotTooMany() {
        assertThat(versions.name(DOCUMENT, 1, "First")).isEqualTo(VersionStore.Naming.DONE);
        assertThat(versions.name(DOCUMENT, 7, "None")).isEqualTo(VersionStore.Naming.GONE);
        change(Duration.ofSeconds(1), "SELECT 2", Contribution.edit(TOKEN));
        assertThat(text(1))
                .as("the newest is not changed any more once it has a name")
                .isEqualTo("SELECT 1");
        for (int number = 2; number <= Thinning.MOST_NAMED; number++) {
            assertThat(versions.name(DOCUMENT, number, "Name " + number)).isEqualTo(VersionStore.Naming.DONE);
            change(Duration.ofDays(1), "SELECT " + number, Contribution.edit(TOKEN));
        }
        long another = Thinning.MOST_NAMED + 1L;
        assertThat(versions.name(DOCUMENT, another, "One more")).isEqualTo(VersionStore.Naming.TOO_MANY);
        assertThat(versions.name(DOCUMENT, 1, "Another name")).isEqualTo(VersionStore.Naming.DONE);
        assertThat(versions.name(DOCUMENT, 2, null)).isEqualTo(VersionStore.Naming.DONE);
        assertThat(versions.name(DOCUMENT, another, "One more")).isEqualTo(VersionStore.Naming.DONE);
        change(Duration.ofDays(1), "SELECT 0", Contribution.edit(TOKEN));
        assertThat(versions.list(DOCUMENT)).hasSize(Thinning.MOST_NAMED + 2);
    }

    @Test
    void olderOnesAreLetGoAsTheDocumentGoesOn() {
        for (int i = 0; i < 40; i++) {
            change(Duration.ofMinutes(20), "SELECT " + i, Contribution.edit(TOKEN));
        }
        assertThat(versions.list(DOCUMENT)).as("a day is whole").hasSize(41);
        change(Duration.ofDays(3), "SELECT 40", Contribution.edit(TOKEN));
        assertThat(versions.list(DOCUMENT))
                .as("one for each of 14 hours, and the newest")
                .hasSize(15);
        change(Duration.ofDays(40), "SELECT 41", Contribution.edit(TOKEN));
        assertThat(versions.list(DOCUMENT))
                .as("one for each of two days, and the newest")
                .hasSize(3);
        assertThat(text(41)).isEqualTo("SELECT 39");
    }

    @Test
    void ofADocumentThatIsDeletedNothingStays() {
        change(Duration.ofMinutes(10), "SELECT 2", Contribution.edit(TOKEN));
        notebooks.delete(ID);
        assertThat(versions.list(DOCUMENT)).isEmpty();
        assertThat(notebooks.version(ID, 1)).isEmpty();
    }

    @Test
    void dashboardsHaveVersionsOfTheirWordsAndTiles() {
        DashboardStore dashboards = new DashboardStore(database);
        DashboardId id = new DashboardId("d");
        DocumentReference document = new DocumentReference(DocumentReference.Kind.DASHBOARD, id.value());
        Tile cell = new Tile(
                new TileId("t"),
                new TilePlace(0, 2, 6, 4),
                null,
                "about",
                new TileContent.OfCell(new CellReference(ID, new CellId("a"))));
        Tile words =
                new Tile(new TileId("w"), new TilePlace(6, 0, 6, 4), "", "", new TileContent.Text("# {{n}}\n", null));
        Dashboard first = new Dashboard(id, "D", "Why", false, 1, START, START, null, List.of(cell, words));
        Dashboard kept = new Dashboard(id, "D", "Why", true, 2, START, START.plusSeconds(900), null, first.tiles());
        Dashboard emptied = new Dashboard(id, "", "", true, 3, START, START.plusSeconds(1_800), null, List.of());
        dashboards.create(first, Contribution.creation(ADA));
        dashboards.update(first, kept, null, Contribution.edit(ADA));
        assertThat(versions.list(document))
                .as("whether it is kept running is no content")
                .hasSize(1);
        dashboards.update(kept, emptied, null, Contribution.removal(ADA));
        assertThat(versions.list(document)).hasSize(2);
        Dashboard then = dashboards.version(id, 1).orElseThrow();
        assertThat(then.hasContentOf(first)).isTrue();
        assertThat(then.keptRunning()).isTrue();
        assertThat(dashboards.version(id, 2)).contains(emptied);
        assertThat(dashboards.showing(ID)).isEmpty();
    }
}
