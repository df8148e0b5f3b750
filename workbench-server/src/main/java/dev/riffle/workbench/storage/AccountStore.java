package dev.riffle.workbench.storage;

import dev.riffle.workbench.access.Account;
import dev.riffle.workbench.access.AccountId;
import dev.riffle.workbench.access.Invitation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Accounts and invitations in the database. Each method is one transaction, on disk when it returns. Safe for use from any thread. */
public final class AccountStore {

    private final Jdbi jdbi;

    public AccountStore(Database database) {
        this.jdbi = database.jdbi();
    }

    public List<Account> accounts() {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM account")
                .map((row, context) -> new Account(
                        new AccountId(row.getString("id")),
                        row.getString("login"),
                        row.getString("name"),
                        row.getBoolean("administrator"),
                        Times.read(row, "created_at"),
                        Times.readNullable(row, "disabled_at")))
                .list());
    }

    /** What making an account comes to. */
    public enum Accepted {
        STORED,
        INVITATION_GONE,
        LOGIN_TAKEN
    }

    /** Stores the account in place of the invitation. */
    public synchronized Accepted accept(Invitation invitation, Account account, String passwordHash) {
        return jdbi.inTransaction(handle -> {
            if (handle.select("SELECT id FROM invitation WHERE id = ?", invitation.id())
                    .mapTo(String.class)
                    .findOne()
                    .isEmpty()) {
                return Accepted.INVITATION_GONE;
            }
            if (handle.select("SELECT id FROM account WHERE login = ?", account.login())
                    .mapTo(String.class)
                    .findOne()
                    .isPresent()) {
                return Accepted.LOGIN_TAKEN;
            }
            handle.execute("DELETE FROM invitation WHERE id = ?", invitation.id());
            handle.execute(
                    "INSERT INTO account (id, login, name, administrator, password_hash, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                    account.id().value(),
                    account.login(),
                    account.name(),
                    account.administrator(),
                    passwordHash,
                    Times.toColumn(account.createdAt()));
            return Accepted.STORED;
        });
    }

    public void update(Account account) {
        jdbi.useTransaction(handle -> handle.execute(
                "UPDATE account SET name = ?, administrator = ?, disabled_at = ? WHERE id = ?",
                account.name(),
                account.administrator(),
                Times.toColumn(account.disabledAt()),
                account.id().value()));
    }

    public String passwordHash(AccountId account) {
        return jdbi.withHandle(
                handle -> handle.select("SELECT password_hash FROM account WHERE id = ?", account.value())
                        .mapTo(String.class)
                        .one());
    }

    public void setPasswordHash(AccountId account, String hash) {
        jdbi.useTransaction(
                handle -> handle.execute("UPDATE account SET password_hash = ? WHERE id = ?", hash, account.value()));
    }

    public void create(Invitation invitation) {
        jdbi.useTransaction(handle -> handle.execute(
                "INSERT INTO invitation (id, name, administrator, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
                invitation.id(),
                invitation.name(),
                invitation.administrator(),
                Times.toColumn(invitation.createdAt()),
                Times.toColumn(invitation.expiresAt())));
    }

    public Optional<Invitation> invitation(String id) {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM invitation WHERE id = ?", id)
                .map((row, context) -> readInvitation(row))
                .findOne());
    }

    /** The newest first. */
    public List<Invitation> invitations() {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM invitation ORDER BY created_at DESC")
                .map((row, context) -> readInvitation(row))
                .list());
    }

    /** Whether it was there. */
    public boolean deleteInvitation(String id) {
        return jdbi.inTransaction(handle -> handle.execute("DELETE FROM invitation WHERE id = ?", id) > 0);
    }

    private static Invitation readInvitation(ResultSet row) throws SQLException {
        return new Invitation(
                row.getString("id"),
                row.getString("name"),
                row.getBoolean("administrator"),
                Times.read(row, "created_at"),
                Times.read(row, "expires_at"));
    }
}
