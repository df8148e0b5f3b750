package dev.riffle.workbench.storage;

import dev.riffle.workbench.access.DocumentReference;
import dev.riffle.workbench.access.ShareLink;
import dev.riffle.workbench.access.ShareLinkId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Share links in the database. Each method is one transaction, on disk when it returns. Safe for use from any thread. */
public final class ShareLinkStore {

    private static final int MOST_LISTED = 1_000;

    private final Jdbi jdbi;

    public ShareLinkStore(Database database) {
        this.jdbi = database.jdbi();
    }

    /** False where as many links as that show the same already; then it is not stored. */
    public boolean create(ShareLink link, int most) {
        return jdbi.inTransaction(handle -> {
            int there = handle.select(
                            "SELECT COUNT(*) FROM share_link WHERE target_kind = ? AND target_id = ?",
                            link.target().kind().name(),
                            link.target().id())
                    .mapTo(Integer.class)
                    .one();
            if (there < most) {
                insert(handle, link);
            }
            return there < most;
        });
    }

    private static void insert(Handle handle, ShareLink link) {
        handle.execute(
                """
                INSERT INTO share_link (id, name, target_kind, target_id, shows_sql, created_at, expires_at, password_hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                link.id().value(),
                link.name(),
                link.target().kind().name(),
                link.target().id(),
                link.showsSql(),
                Times.toColumn(link.createdAt()),
                Times.toColumn(link.expiresAt()),
                link.passwordHash());
    }

    /** The link, unless what it shows is in the trash. */
    public Optional<ShareLink> findShown(ShareLinkId id) {
        return jdbi.withHandle(handle ->
                handle.select("""
                        SELECT l.* FROM share_link l
                        WHERE l.id = ? AND (
                          EXISTS (SELECT 1 FROM notebook n
                            WHERE l.target_kind = 'NOTEBOOK' AND n.id = l.target_id AND n.trashed_at IS NULL)
                          OR EXISTS (SELECT 1 FROM dashboard d
                            WHERE l.target_kind = 'DASHBOARD' AND d.id = l.target_id AND d.trashed_at IS NULL))
                        """, id.value()).map((row, context) -> read(row)).findOne());
    }

    /** Removes those that have expired before that, and those of documents that were deleted for good. */
    public void clean(Instant expiredBefore) {
        jdbi.useTransaction(handle -> handle.execute("""
                DELETE FROM share_link l
                WHERE l.expires_at < ?
                  OR (l.target_kind = 'NOTEBOOK' AND NOT EXISTS (SELECT 1 FROM notebook n WHERE n.id = l.target_id))
                  OR (l.target_kind = 'DASHBOARD' AND NOT EXISTS (SELECT 1 FROM dashboard d WHERE d.id = l.target_id))
                """, Times.toColumn(expiredBefore)));
    }

    public Optional<ShareLink> find(ShareLinkId id) {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM share_link WHERE id = ?", id.value())
                .map((row, context) -> read(row))
                .findOne());
    }

    /** The newest first, at most 1,000. */
    public List<ShareLink> list(DocumentReference target) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT * FROM share_link WHERE target_kind = ? AND target_id = ? ORDER BY created_at DESC LIMIT ?",
                        target.kind().name(),
                        target.id(),
                        MOST_LISTED)
                .map((row, context) -> read(row))
                .list());
    }

    /** Whether it was there. */
    public boolean delete(ShareLinkId id) {
        return jdbi.inTransaction(handle -> handle.execute("DELETE FROM share_link WHERE id = ?", id.value()) > 0);
    }

    private static ShareLink read(ResultSet row) throws SQLException {
        return new ShareLink(
                new ShareLinkId(row.getString("id")),
                row.getString("name"),
                new DocumentReference(
                        DocumentReference.Kind.valueOf(row.getString("target_kind")), row.getString("target_id")),
                row.getBoolean("shows_sql"),
                Times.read(row, "created_at"),
                Times.readNullable(row, "expires_at"),
                row.getString("password_hash"));
    }
}
