package dev.riffle.workbench.storage;

import dev.riffle.workbench.access.AccountId;
import dev.riffle.workbench.access.DocumentReference;
import dev.riffle.workbench.version.Author;
import dev.riffle.workbench.version.Contribution;
import dev.riffle.workbench.version.Thinning;
import dev.riffle.workbench.version.Version;
import dev.riffle.workbench.version.VersionCause;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Versions as rows of the table {@code version}, written in the transaction that stores the document. The newest has no
 * content until the next begins: so a change costs a few short columns, whatever the document's size.
 */
final class VersionRow {

    private static final String COLUMNS =
            "number, revision, cause, restored, begun_at, changed_at, accounts, people, name, bytes";

    private VersionRow() {}

    /** The document is there for the first time. */
    static void begin(Handle handle, DocumentReference document, long revision, Instant now, Contribution change) {
        insert(handle, document, Version.begun(1, revision, change, now));
    }

    /**
     * Notes that the document was changed.
     *
     * @param before its content before, asked for where a version ends with it
     * @param revision after the change
     */
    static void changed(
            Handle handle,
            DocumentReference document,
            Supplier<String> before,
            long revision,
            Instant now,
            Contribution change) {
        List<Version> latest = handle.select(
                        "SELECT " + COLUMNS
                                + " FROM version WHERE kind = ? AND document_id = ? ORDER BY number DESC LIMIT 2 FOR UPDATE",
                        document.kind().name(),
                        document.id())
                .map((row, context) -> read(row))
                .list();
        Version newest = latest.get(0);
        if (newest.takes(change, now, latest.size() > 1 ? latest.get(1) : null)) {
            extend(handle, document, newest.with(change, revision, now));
            return;
        }
        byte[] content = Packed.of(before.get().getBytes(StandardCharsets.UTF_8));
        handle.execute(
                "UPDATE version SET content = ?, bytes = ? WHERE kind = ? AND document_id = ? AND number = ?",
                content,
                content.length,
                document.kind().name(),
                document.id(),
                newest.number());
        insert(handle, document, Version.begun(newest.number() + 1, revision, change, now));
        for (long number : Thinning.superfluous(list(handle, document), now)) {
            handle.execute(
                    "DELETE FROM version WHERE kind = ? AND document_id = ? AND number = ?",
                    document.kind().name(),
                    document.id(),
                    number);
        }
    }

    /** The newest first. */
    static List<Version> list(Handle handle, DocumentReference document) {
        return handle.select(
                        "SELECT " + COLUMNS + " FROM version WHERE kind = ? AND document_id = ? ORDER BY number DESC",
                        document.kind().name(),
                        document.id())
                .map((row, context) -> read(row))
                .list();
    }

    static void delete(Handle handle, DocumentReference document) {
        handle.execute(
                "DELETE FROM version WHERE kind = ? AND document_id = ?",
                document.kind().name(),
                document.id());
    }

    private static void extend(Handle handle, DocumentReference document, Version version) {
        handle.execute(
                """
                UPDATE version SET revision = ?, cause = ?, changed_at = ?, accounts = ?, people = ?
                WHERE kind = ? AND document_id = ? AND number = ?
                """,
                version.revision(),
                version.cause().name(),
                Times.toColumn(version.changedAt()),
                accounts(version),
                names(version),
                document.kind().name(),
                document.id(),
                version.number());
    }

    private static void insert(Handle handle, DocumentReference document, Version version) {
        handle.execute(
                """
                INSERT INTO version (kind, document_id, number, revision, cause, restored, begun_at, changed_at, accounts,
                  people, bytes)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
                """,
                document.kind().name(),
                document.id(),
                version.number(),
                version.revision(),
                version.cause().name(),
                version.restored(),
                Times.toColumn(version.begunAt()),
                Times.toColumn(version.changedAt()),
                accounts(version),
                names(version));
    }

    /** An empty text stands for whoever has the token. */
    private static String[] accounts(Version version) {
        return version.people().stream().map(VersionRow::accountOf).toArray(String[]::new);
    }

    private static String accountOf(Author author) {
        AccountId account = author.account();
        return account == null ? "" : account.value();
    }

    private static String[] names(Version version) {
        return version.people().stream().map(Author::name).toArray(String[]::new);
    }

    private static Version read(ResultSet row) throws SQLException {
        List<String> accounts = TextArrays.read(row.getArray("accounts"));
        List<String> names = TextArrays.read(row.getArray("people"));
        List<Author> people = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String account = accounts.get(i);
            people.add(new Author(account.isEmpty() ? null : new AccountId(account), names.get(i)));
        }
        long restored = row.getLong("restored");
        @Nullable Long source = row.wasNull() ? null : Long.valueOf(restored);
        return new Version(
                row.getLong("number"),
                row.getLong("revision"),
                VersionCause.valueOf(row.getString("cause")),
                source,
                Times.read(row, "begun_at"),
                Times.read(row, "changed_at"),
                people,
                row.getString("name"),
                row.getLong("bytes"));
    }
}
