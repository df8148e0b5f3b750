package dev.riffle.workbench.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.riffle.sessions.session.Delivery;
import dev.riffle.sessions.session.RuntimeMode;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.EditResult;
import dev.riffle.workbench.notebook.Notebook;
import dev.riffle.workbench.notebook.NotebookId;
import dev.riffle.workbench.notebook.RandomEdits;
import dev.riffle.workbench.version.Author;
import dev.riffle.workbench.version.Contribution;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotebookStoreTest {

    private static final Author AUTHOR = new Author(null, "Administrator");
    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00.123Z");

    private static Notebook notebook(String id) {
        return new Notebook(
                new NotebookId(id),
                "Title of " + id,
                RuntimeMode.STREAMING,
                Delivery.LIVE,
                1,
                NOW,
                NOW,
                null,
                List.of(
                        new Cell.Sql(new CellId("a"), false, "SELECT 100%_done", 3),
                        new Cell.Markdown(new CellId("b"), true, "", 0)));
    }

    @Test
    void whatIsStoredAfterAnyEditIsWhatWasMadeAndIsThereAfterOpeningAgain(@TempDir Path folder) {
        for (long seed = 0; seed < 20; seed++) {
            Notebook notebook = notebook("n" + seed);
            try (Database database = new Database(folder)) {
                NotebookStore store = new NotebookStore(database);
                store.create(notebook, Contribution.creation(AUTHOR));
                RandomEdits edits = new RandomEdits(seed);
                for (int i = 0; i < 40; i++) {
                    if (edits.next(notebook).applyTo(notebook, NOW.plusSeconds(i))
                            instanceof EditResult.Applied applied) {
                        store.update(notebook, applied.notebook(), "edit-" + i, Contribution.edit(AUTHOR));
                        notebook = applied.notebook();
                        assertThat(store.find(notebook.id())).contains(notebook);
                        assertThat(store.revisionOfEdit(notebook.id(), "edit-" + i))
                                .isEqualTo(OptionalLong.of(notebook.revision()));
                    }
                }
            }
            try (Database again = new Database(folder)) {
                assertThat(new NotebookStore(again).find(notebook.id())).contains(notebook);
            }
        }
    }

    @Test
    void theListIsSearchedForTheVeryCharacters(@TempDir Path folder) {
        try (Database database = new Database(folder)) {
            NotebookStore store = new NotebookStore(database);
            store.create(notebook("one"), Contribution.creation(AUTHOR));
            assertThat(store.list("100%_D", false, null)).hasSize(1);
            assertThat(store.list("1%done", false, null)).isEmpty();
            assertThat(store.list("title OF one", false, null)).hasSize(1);
            assertThat(store.list("", true, null)).isEmpty();
            assertThat(store.list("\\", false, null)).isEmpty();
        }
    }

    @Test
    void aSecondServerOnTheSameDirectoryIsRefused(@TempDir Path folder) throws IOException {
        try (DirectoryLock held = new DirectoryLock(folder)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> new DirectoryLock(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(folder.toString());
        }
        new DirectoryLock(folder).close();
    }
}
