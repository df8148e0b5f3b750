package dev.riffle.workbench.storage;

import dev.riffle.workbench.access.AccountId;
import dev.riffle.workbench.access.DocumentReference;
import dev.riffle.workbench.access.Role;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Roles in the database. Each method is one transaction, on disk when it returns. Safe for use from any thread. */
public final class RoleStore {

    private final Jdbi jdbi;

    public RoleStore(Database database) {
        this.jdbi = database.jdbi();
    }

    private record Line(DocumentReference document, AccountId account, Role role) {}

    public Map<DocumentReference, Map<AccountId, Role>> all() {
        Map<DocumentReference, Map<AccountId, Role>> roles = new HashMap<>();
        jdbi.useHandle(handle -> handle.select("SELECT * FROM document_role")
                .map((row, context) -> new Line(
                        new DocumentReference(
                                DocumentReference.Kind.valueOf(row.getString("kind")), row.getString("document_id")),
                        new AccountId(row.getString("account_id")),
                        Role.valueOf(row.getString("role"))))
                .forEach(line -> roles.computeIfAbsent(line.document(), unused -> new HashMap<>())
                        .put(line.account(), line.role())));
        return roles;
    }

    public void put(DocumentReference document, AccountId account, Role role) {
        jdbi.useTransaction(handle -> handle.execute(
                "MERGE INTO document_role (kind, document_id, account_id, role) KEY (kind, document_id, account_id) VALUES (?, ?, ?, ?)",
                document.kind().name(),
                document.id(),
                account.value(),
                role.name()));
    }

    public void delete(DocumentReference document, AccountId account) {
        jdbi.useTransaction(handle -> handle.execute(
                "DELETE FROM document_role WHERE kind = ? AND document_id = ? AND account_id = ?",
                document.kind().name(),
                document.id(),
                account.value()));
    }

    public void delete(DocumentReference document) {
        jdbi.useTransaction(handle -> handle.execute(
                "DELETE FROM document_role WHERE kind = ? AND document_id = ?",
                document.kind().name(),
                document.id()));
    }
}
