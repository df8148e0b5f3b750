package dev.riffle.workbench.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.sessions.session.Delivery;
import dev.riffle.sessions.session.RuntimeMode;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.Notebook;
import dev.riffle.workbench.notebook.NotebookId;
import dev.riffle.workbench.version.Author;
import dev.riffle.workbench.version.Contribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database file as a killed process leaves it, after any commit: opening a copy of it finds the newest revision.
 * Freed space is used again at once here, as it is after the first minute of a server; that is where a release of H2
 * (2.5.252) lost the newest commits.
 */
class CrashImageTest {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final int REVISIONS = 120;

    @Test
    void everyCommitIsInTheFileThatAKillAtThatMomentLeaves(@TempDir Path folder) throws Exception {
        Random random = new Random(20260504);
        try (Database database = new Database(folder.resolve("live"))) {
            database.jdbi().useHandle(handle -> handle.execute("SET RETENTION_TIME 0"));
            NotebookStore store = new NotebookStore(database);
            Notebook notebook = notebook(1, "");
            Author author = new Author(null, "Administrator");
            store.create(notebook, Contribution.creation(author));
            for (int revision = 2; revision <= REVISIONS; revision++) {
                Notebook edited = notebook(revision, "w".repeat(random.nextInt(30_000)));
                // A removal after an edit begins a version: then the content of the one before is written, too.
                Contribution change = random.nextBoolean() ? Contribution.edit(author) : Contribution.removal(author);
                store.update(notebook, edited, random.nextInt(6) == 0 ? "edit-" + revision : null, change);
                notebook = edited;
                assertThat(revisionAfterKill(folder)).contains((long) revision);
            }
        }
    }

    private static Notebook notebook(long revision, String text) {
        return new Notebook(
                new NotebookId("n"),
                "Kept",
                RuntimeMode.STREAMING,
                Delivery.LIVE,
                revision,
                NOW,
                NOW,
                null,
                List.of(new Cell.Sql(new CellId("a"), false, text, revision)));
    }

    private static Optional<Long> revisionAfterKill(Path folder) throws Exception {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        Files.write(copy.resolve("riffle.mv.db"), Files.readAllBytes(folder.resolve("live/riffle.mv.db")));
        try (Database reopened = new Database(copy)) {
            return new NotebookStore(reopened).find(new NotebookId("n")).map(Notebook::revision);
        }
    }
}
