package dev.riffle.workbench.storage;

import dev.riffle.sessions.session.Delivery;
import dev.riffle.sessions.session.RuntimeMode;
import dev.riffle.workbench.access.AccountId;
import dev.riffle.workbench.access.DocumentReference;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.MarkdownFormat;
import dev.riffle.workbench.notebook.MarkdownNotebook;
import dev.riffle.workbench.notebook.Notebook;
import dev.riffle.workbench.notebook.NotebookId;
import dev.riffle.workbench.version.Contribution;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Notebooks in the database. Each method is one transaction, on disk when it returns. Safe for use from any thread. */
public final class NotebookStore {

    private static final int MOST_LISTED = 1_000;
    private static final int EDITS_REMEMBERED = 2_000;

    private final Jdbi jdbi;

    public NotebookStore(Database database) {
        this.jdbi = database.jdbi();
    }

    /** @param change with which its history begins */
    public void create(Notebook notebook, Contribution change) {
        jdbi.useTransaction(handle -> {
            writeHead(handle, notebook);
            VersionRow.begin(
                    handle, DocumentReference.of(notebook.id()), notebook.revision(), notebook.createdAt(), change);
            for (int i = 0; i < notebook.cells().size(); i++) {
                CellRow.write(handle, notebook.id(), notebook.cells().get(i), i);
            }
        });
    }

    /**
     * Stores what an edit made of a notebook.
     *
     * @param before as it is stored now
     * @param editId remembered with the revision, null for a text change
     * @param change what its history is told, null where the content is the same
     */
    public void update(Notebook before, Notebook after, @Nullable String editId, @Nullable Contribution change) {
        jdbi.useTransaction(handle -> {
            if (change != null) {
                VersionRow.changed(
                        handle,
                        DocumentReference.of(after.id()),
                        () -> MarkdownFormat.writeWithIds(before),
                        after.revision(),
                        after.updatedAt(),
                        change);
            }
            writeHead(handle, after);
            Set<CellId> kept = new HashSet<>();
            for (int i = 0; i < after.cells().size(); i++) {
                Cell cell = after.cells().get(i);
                kept.add(cell.id());
                boolean same = i < before.cells().size() && before.cells().get(i) == cell;
                if (!same) {
                    CellRow.write(handle, after.id(), cell, i);
                }
            }
            for (Cell cell : before.cells()) {
                if (!kept.contains(cell.id())) {
                    handle.execute(
                            "DELETE FROM cell WHERE notebook_id = ? AND id = ?",
                            after.id().value(),
                            cell.id().value());
                }
            }
            if (editId != null) {
                handle.execute(
                        "INSERT INTO applied_edit (notebook_id, edit_id, revision) VALUES (?, ?, ?)",
                        after.id().value(),
                        editId,
                        after.revision());
                handle.execute(
                        "DELETE FROM applied_edit WHERE notebook_id = ? AND revision < ?",
                        after.id().value(),
                        after.revision() - EDITS_REMEMBERED);
            }
        });
    }

    /** The revision that an edit led to when it was stored, empty where it was not. */
    public OptionalLong revisionOfEdit(NotebookId notebook, String editId) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT revision FROM applied_edit WHERE notebook_id = ? AND edit_id = ?",
                        notebook.value(),
                        editId)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty));
    }

    public Optional<Notebook> find(NotebookId id) {
        return jdbi.inTransaction(handle -> {
            List<Cell> cells = handle.select("SELECT * FROM cell WHERE notebook_id = ? ORDER BY position", id.value())
                    .map((row, context) -> CellRow.read(row))
                    .list();
            return handle.select("SELECT * FROM notebook WHERE id = ?", id.value())
                    .map((row, context) -> new Notebook(
                            id,
                            row.getString("title"),
                            RuntimeMode.valueOf(row.getString("runtime_mode")),
                            Delivery.valueOf(row.getString("delivery")),
                            row.getLong("revision"),
                            Times.read(row, "created_at"),
                            Times.read(row, "updated_at"),
                            Times.readNullable(row, "trashed_at"),
                            cells))
                    .findOne();
        });
    }

    /**
     * The newest notebooks first, at most 1,000.
     *
     * @param search in title and texts, without regard to case; empty for all
     * @param trash those in the trash instead of the others
     * @param account only those in which it has a role; null for all
     */
    public List<NotebookSummary> list(String search, boolean trash, @Nullable AccountId account) {
        String id = account == null ? null : account.value();
        String pattern = "%" + search.toLowerCase(Locale.ROOT).replaceAll("([%_\\\\])", "\\\\$1") + "%";
        return jdbi.withHandle(handle -> handle.select("""
                        SELECT n.*, (SELECT COUNT(*) FROM cell c WHERE c.notebook_id = n.id) AS cells
                        FROM notebook n
                        WHERE (n.trashed_at IS NOT NULL) = ? AND (LOWER(n.title) LIKE ? OR EXISTS (
                          SELECT 1 FROM cell c WHERE c.notebook_id = n.id AND LOWER(c.text) LIKE ?))
                          AND (? IS NULL OR EXISTS (
                            SELECT 1 FROM document_role r
                            WHERE r.kind = 'NOTEBOOK' AND r.document_id = n.id AND r.account_id = ?))
                        ORDER BY n.updated_at DESC, n.id
                        LIMIT ?
                        """, trash, pattern, pattern, id, id, MOST_LISTED)
                .map((row, context) -> new NotebookSummary(
                        new NotebookId(row.getString("id")),
                        row.getString("title"),
                        row.getLong("revision"),
                        Times.read(row, "created_at"),
                        Times.read(row, "updated_at"),
                        Times.readNullable(row, "trashed_at"),
                        row.getInt("cells")))
                .list());
    }

    /** As it was in a version: its content, with the rest as it is now. Empty where there is no such version. */
    public Optional<Notebook> version(NotebookId id, long number) {
        return find(id).flatMap(now ->
                VersionStore.read(jdbi, DocumentReference.of(id), number, now, content -> then(now, content)));
    }

    private static Notebook then(Notebook now, String content) {
        MarkdownNotebook then = MarkdownFormat.read(content);
        return new Notebook(
                now.id(),
                then.title(),
                then.runtimeMode(),
                then.delivery(),
                now.revision(),
                now.createdAt(),
                now.updatedAt(),
                now.trashedAt(),
                then.cells());
    }

    public void delete(NotebookId id) {
        jdbi.useTransaction(handle -> {
            // Its share links with it, and what the frozen ones among them keep.
            handle.execute("DELETE FROM share_link WHERE target_kind = 'NOTEBOOK' AND target_id = ?", id.value());
            VersionRow.delete(handle, DocumentReference.of(id));
            handle.execute("DELETE FROM notebook WHERE id = ?", id.value());
        });
    }

    private static void writeHead(Handle handle, Notebook notebook) {
        handle.execute(
                """
                MERGE INTO notebook (id, title, runtime_mode, delivery, revision, created_at, updated_at, trashed_at)
                KEY (id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                notebook.id().value(),
                notebook.title(),
                notebook.runtimeMode().name(),
                notebook.delivery().name(),
                notebook.revision(),
                Times.toColumn(notebook.createdAt()),
                Times.toColumn(notebook.updatedAt()),
                Times.toColumn(notebook.trashedAt()));
    }
}
