package dev.riffle.workbench.storage;

import dev.riffle.workbench.access.DocumentReference;
import dev.riffle.workbench.access.EmbeddingOrigin;
import dev.riffle.workbench.access.ShareLink;
import dev.riffle.workbench.access.ShareLinkId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Share links in the database. Each method is one transaction, on disk when it returns. Safe for use from any thread. */
public final class ShareLinkStore {

    private static final int MOST_LISTED = 1_000;

    private final Jdbi jdbi;

    public ShareLinkStore(Database database) {
        this.jdbi = database.jdbi();
    }

    /**
     * False where as many links as that show the same already; then it is not stored.
     *
     * @param frozen what it shows; null where it is live
     */
    public boolean create(ShareLink link, byte @Nullable [] frozen, int most) {
        byte[] compressed = frozen == null ? null : Packed.of(frozen);
        return jdbi.inTransaction(handle -> {
            int there = handle.select(
                            "SELECT COUNT(*) FROM share_link WHERE target_kind = ? AND target_id = ?",
                            link.target().kind().name(),
                            link.target().id())
                    .mapTo(Integer.class)
                    .one();
            if (there >= most) {
                return false;
            }
            handle.execute(
                    """
                    INSERT INTO share_link (id, name, target_kind, target_id, shows_sql, created_at, expires_at, password_hash,
                      origins, frozen_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    link.id().value(),
                    link.name(),
                    link.target().kind().name(),
                    link.target().id(),
                    link.showsSql(),
                    Times.toColumn(link.createdAt()),
                    Times.toColumn(link.expiresAt()),
                    link.passwordHash(),
                    link.origins().stream().map(EmbeddingOrigin::value).collect(Collectors.joining(" ")),
                    Times.toColumn(link.frozenAt()));
            if (compressed != null) {
                handle.execute(
                        "INSERT INTO frozen_share (link_id, content) VALUES (?, ?)",
                        link.id().value(),
                        compressed);
            }
            return true;
        });
    }

    /** What a frozen link shows. */
    public Optional<byte[]> frozen(ShareLinkId id) {
        return jdbi.withHandle(handle -> handle.select("SELECT content FROM frozen_share WHERE link_id = ?", id.value())
                        .map((row, context) -> row.getBytes("content"))
                        .findOne())
                .map(Packed::unpacked);
    }

    public int countFrozen(DocumentReference target) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT COUNT(*) FROM share_link WHERE target_kind = ? AND target_id = ? AND frozen_at IS NOT NULL",
                        target.kind().name(),
                        target.id())
                .mapTo(Integer.class)
                .one());
    }

    /** Whether that document is there, and not in the trash. */
    public boolean isThere(DocumentReference document) {
        String query =
                switch (document.kind()) {
                    case NOTEBOOK -> "SELECT 1 FROM notebook WHERE id = ? AND trashed_at IS NULL";
                    case DASHBOARD -> "SELECT 1 FROM dashboard WHERE id = ? AND trashed_at IS NULL";
                };
        return jdbi.withHandle(handle -> handle.select(query, document.id())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
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
                row.getString("password_hash"),
                origins(row.getString("origins")),
                Times.readNullable(row, "frozen_at"));
    }

    private static List<EmbeddingOrigin> origins(@Nullable String column) {
        return column == null || column.isEmpty()
                ? List.of()
                : Arrays.stream(column.split(" ", -1)).map(EmbeddingOrigin::new).toList();
    }
}
