package dev.riffle.workbench.storage;

import dev.riffle.workbench.access.DocumentReference;
import dev.riffle.workbench.access.ShareLink;
import dev.riffle.workbench.access.ShareLinkId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Share links in the database. Each method is one transaction, on disk when it returns. Safe for use from any thread. */
public final class ShareLinkStore {

    private static final int MOST_LISTED = 1_000;

    private final Jdbi jdbi;

    public ShareLinkStore(Database database) {
        this.jdbi = database.jdbi();
    }

    public void create(ShareLink link) {
        jdbi.useTransaction(handle -> handle.execute(
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
                link.passwordHash()));
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
