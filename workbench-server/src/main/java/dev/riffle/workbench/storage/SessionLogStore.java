package dev.riffle.workbench.storage;

import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.NotebookId;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * What has run in the sessions of notebooks and may have changed them: from it a session is rebuilt. Each method is one
 * transaction. Safe for use from any thread.
 */
public final class SessionLogStore {

    /** @param text as it ran, which may not be what the cell says now */
    public record Entry(CellId cell, String text) {}

    private final Jdbi jdbi;

    public SessionLogStore(Database database) {
        this.jdbi = database.jdbi();
    }

    /** The cell's run, which is the newest now, takes the place of its earlier ones. */
    public void ran(NotebookId notebook, CellId cell, String text) {
        jdbi.useTransaction(handle -> handle.execute("""
                MERGE INTO session_log (notebook_id, cell_id, position, text) KEY (notebook_id, cell_id)
                VALUES (?, ?, (SELECT COALESCE(MAX(position), 0) + 1 FROM session_log WHERE notebook_id = ?), ?)
                """, notebook.value(), cell.value(), notebook.value(), text));
    }

    public void forget(NotebookId notebook, CellId cell) {
        jdbi.useTransaction(handle -> handle.execute(
                "DELETE FROM session_log WHERE notebook_id = ? AND cell_id = ?", notebook.value(), cell.value()));
    }

    /** In the order in which they ran. */
    public List<Entry> entries(NotebookId notebook) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT cell_id, text FROM session_log WHERE notebook_id = ? ORDER BY position",
                        notebook.value())
                .map((row, context) -> new Entry(new CellId(row.getString("cell_id")), row.getString("text")))
                .list());
    }
}
