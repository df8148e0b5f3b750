package dev.riffle.workbench.storage;

import dev.riffle.workbench.access.AccountId;
import dev.riffle.workbench.access.DocumentReference;
import dev.riffle.workbench.dashboard.Dashboard;
import dev.riffle.workbench.dashboard.DashboardFile;
import dev.riffle.workbench.dashboard.DashboardId;
import dev.riffle.workbench.dashboard.Tile;
import dev.riffle.workbench.dashboard.TileId;
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

/** Dashboards in the database. Each method is one transaction, on disk when it returns. Safe for use from any thread. */
public final class DashboardStore {

    private static final int MOST_LISTED = 1_000;
    private static final int EDITS_REMEMBERED = 2_000;

    private final Jdbi jdbi;

    public DashboardStore(Database database) {
        this.jdbi = database.jdbi();
    }

    /** @param change with which its history begins */
    public void create(Dashboard dashboard, Contribution change) {
        jdbi.useTransaction(handle -> {
            writeHead(handle, dashboard);
            VersionRow.begin(
                    handle, DocumentReference.of(dashboard.id()), dashboard.revision(), dashboard.createdAt(), change);
            for (int i = 0; i < dashboard.tiles().size(); i++) {
                TileRow.write(handle, dashboard.id(), dashboard.tiles().get(i), i);
            }
        });
    }

    /**
     * Stores what an edit made of a dashboard.
     *
     * @param before as it is stored now
     * @param editId remembered with the revision, null where nothing needs to be remembered
     * @param change what its history is told, null where the content is the same
     */
    public void update(Dashboard before, Dashboard after, @Nullable String editId, @Nullable Contribution change) {
        jdbi.useTransaction(handle -> {
            if (change != null && !before.hasContentOf(after)) {
                VersionRow.changed(
                        handle,
                        DocumentReference.of(after.id()),
                        () -> DashboardFile.ofVersion(before).write(),
                        after.revision(),
                        after.updatedAt(),
                        change);
            }
            writeHead(handle, after);
            Set<TileId> kept = new HashSet<>();
            for (int i = 0; i < after.tiles().size(); i++) {
                Tile tile = after.tiles().get(i);
                kept.add(tile.id());
                boolean same =
                        i < before.tiles().size() && before.tiles().get(i).equals(tile);
                if (!same) {
                    TileRow.write(handle, after.id(), tile, i);
                }
            }
            for (Tile tile : before.tiles()) {
                if (!kept.contains(tile.id())) {
                    handle.execute(
                            "DELETE FROM tile WHERE dashboard_id = ? AND id = ?",
                            after.id().value(),
                            tile.id().value());
                }
            }
            if (editId != null) {
                handle.execute(
                        "INSERT INTO applied_dashboard_edit (dashboard_id, edit_id, revision) VALUES (?, ?, ?)",
                        after.id().value(),
                        editId,
                        after.revision());
                handle.execute(
                        "DELETE FROM applied_dashboard_edit WHERE dashboard_id = ? AND revision < ?",
                        after.id().value(),
                        after.revision() - EDITS_REMEMBERED);
            }
        });
    }

    /** The revision that an edit led to when it was stored, empty where it was not. */
    public OptionalLong revisionOfEdit(DashboardId dashboard, String editId) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT revision FROM applied_dashboard_edit WHERE dashboard_id = ? AND edit_id = ?",
                        dashboard.value(),
                        editId)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty));
    }

    public Optional<Dashboard> find(DashboardId id) {
        return jdbi.inTransaction(handle -> {
            List<Tile> tiles = handle.select("SELECT * FROM tile WHERE dashboard_id = ? ORDER BY position", id.value())
                    .map((row, context) -> TileRow.read(row))
                    .list();
            return handle.select("SELECT * FROM dashboard WHERE id = ?", id.value())
                    .map((row, context) -> new Dashboard(
                            id,
                            row.getString("title"),
                            row.getString("description"),
                            row.getBoolean("kept_running"),
                            row.getLong("revision"),
                            Times.read(row, "created_at"),
                            Times.read(row, "updated_at"),
                            Times.readNullable(row, "trashed_at"),
                            tiles))
                    .findOne();
        });
    }

    /** Those that are to be kept running and are not in the trash. */
    public List<DashboardId> keptRunning() {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT id FROM dashboard WHERE kept_running AND trashed_at IS NULL ORDER BY id")
                .map((row, context) -> new DashboardId(row.getString("id")))
                .list());
    }

    /**
     * The newest dashboards first, at most 1,000.
     *
     * @param search in title, description and tiles, without regard to case; empty for all
     * @param trash those in the trash instead of the others
     * @param account only those in which it has a role; null for all
     */
    public List<DashboardSummary> list(String search, boolean trash, @Nullable AccountId account) {
        String id = account == null ? null : account.value();
        String pattern = "%" + search.toLowerCase(Locale.ROOT).replaceAll("([%_\\\\])", "\\\\$1") + "%";
        return jdbi.withHandle(
                handle -> handle.select("""
                        SELECT d.*, (SELECT COUNT(*) FROM tile t WHERE t.dashboard_id = d.id) AS tiles
                        FROM dashboard d
                        WHERE (d.trashed_at IS NOT NULL) = ?
                          AND (LOWER(d.title) LIKE ? OR LOWER(d.description) LIKE ? OR EXISTS (
                            SELECT 1 FROM tile t WHERE t.dashboard_id = d.id
                              AND (LOWER(t.title) LIKE ? OR LOWER(t.text) LIKE ?)))
                          AND (? IS NULL OR EXISTS (
                            SELECT 1 FROM document_role r
                            WHERE r.kind = 'DASHBOARD' AND r.document_id = d.id AND r.account_id = ?))
                        ORDER BY d.updated_at DESC, d.id
                        LIMIT ?
                        """, trash, pattern, pattern, pattern, pattern, id, id, MOST_LISTED)
                        .map((row, context) -> new DashboardSummary(
                                new DashboardId(row.getString("id")),
                                row.getString("title"),
                                row.getBoolean("kept_running"),
                                row.getLong("revision"),
                                Times.read(row, "created_at"),
                                Times.read(row, "updated_at"),
                                Times.readNullable(row, "trashed_at"),
                                row.getInt("tiles")))
                        .list());
    }

    /** Those with tiles made of cells of a notebook, the newest first, without those in the trash; at most 1,000. */
    public List<DashboardId> showing(NotebookId notebook) {
        return jdbi.withHandle(handle -> handle.select("""
                        SELECT d.id FROM dashboard d
                        WHERE d.trashed_at IS NULL
                          AND EXISTS (SELECT 1 FROM tile t WHERE t.dashboard_id = d.id AND t.notebook_id = ?)
                        ORDER BY d.updated_at DESC, d.id
                        LIMIT ?
                        """, notebook.value(), MOST_LISTED)
                .map((row, context) -> new DashboardId(row.getString("id")))
                .list());
    }

    /** As it was in a version: its content, with the rest as it is now. Empty where there is no such version. */
    public Optional<Dashboard> version(DashboardId id, long number) {
        return find(id).flatMap(now -> VersionStore.read(
                jdbi,
                DocumentReference.of(id),
                number,
                now,
                content -> now.withContent(DashboardFile.read(content, 1))));
    }

    public void delete(DashboardId id) {
        jdbi.useTransaction(handle -> {
            // Its share links with it, and what the frozen ones among them keep.
            handle.execute("DELETE FROM share_link WHERE target_kind = 'DASHBOARD' AND target_id = ?", id.value());
            VersionRow.delete(handle, DocumentReference.of(id));
            handle.execute("DELETE FROM dashboard WHERE id = ?", id.value());
        });
    }

    private static void writeHead(Handle handle, Dashboard dashboard) {
        handle.execute(
                """
                MERGE INTO dashboard (id, title, description, kept_running, revision, created_at, updated_at, trashed_at)
                KEY (id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                dashboard.id().value(),
                dashboard.title(),
                dashboard.description(),
                dashboard.keptRunning(),
                dashboard.revision(),
                Times.toColumn(dashboard.createdAt()),
                Times.toColumn(dashboard.updatedAt()),
                Times.toColumn(dashboard.trashedAt()));
    }
}
