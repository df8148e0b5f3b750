package dev.riffle.workbench.storage;

import dev.riffle.workbench.access.AccountId;
import dev.riffle.workbench.access.SignIn;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Sign-ins in the database. Each method is one transaction, on disk when it returns. Safe for use from any thread. */
public final class SignInStore {

    private final Jdbi jdbi;

    public SignInStore(Database database) {
        this.jdbi = database.jdbi();
    }

    public List<SignIn> list() {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM sign_in")
                .map((row, context) -> new SignIn(
                        row.getString("id"),
                        new AccountId(row.getString("account_id")),
                        row.getString("browser"),
                        Times.read(row, "created_at"),
                        Times.read(row, "used_at")))
                .list());
    }

    public void create(SignIn signIn) {
        jdbi.useTransaction(handle -> handle.execute(
                "INSERT INTO sign_in (id, account_id, browser, created_at, used_at) VALUES (?, ?, ?, ?, ?)",
                signIn.id(),
                signIn.account().value(),
                signIn.browser(),
                Times.toColumn(signIn.createdAt()),
                Times.toColumn(signIn.usedAt())));
    }

    public void setUsed(SignIn signIn) {
        jdbi.useTransaction(handle -> handle.execute(
                "UPDATE sign_in SET used_at = ? WHERE id = ?", Times.toColumn(signIn.usedAt()), signIn.id()));
    }

    public void delete(String id) {
        jdbi.useTransaction(handle -> handle.execute("DELETE FROM sign_in WHERE id = ?", id));
    }

    public void deleteUnusedSince(Instant moment) {
        jdbi.useTransaction(handle -> handle.execute("DELETE FROM sign_in WHERE used_at < ?", Times.toColumn(moment)));
    }
}
