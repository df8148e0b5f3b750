package dev.riffle.workbench.storage;

import dev.riffle.workbench.access.Account;
import dev.riffle.workbench.access.AccountId;
import dev.riffle.workbench.access.Identity;
import dev.riffle.workbench.access.Invitation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

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

    /**
     * Stores the account in place of the invitation.
     *
     * @param invitation null where none is needed
     * @param passwordHash null for whoever has no password
     * @param identity null for whoever signs in here alone
     */
    public synchronized Accepted accept(
            @Nullable Invitation invitation,
            Account account,
            @Nullable String passwordHash,
            @Nullable Identity identity) {
        return jdbi.inTransaction(handle -> {
            if (isTaken(handle, account.login())) {
                return Accepted.LOGIN_TAKEN;
            }
            if (invitation != null && handle.execute("DELETE FROM invitation WHERE id = ?", invitation.id()) == 0) {
                return Accepted.INVITATION_GONE;
            }
            handle.execute(
                    "INSERT INTO account (id, login, name, administrator, password_hash, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                    account.id().value(),
                    account.login(),
                    account.name(),
                    account.administrator(),
                    passwordHash,
                    Times.toColumn(account.createdAt()));
            if (identity != null) {
                handle.execute(
                        "INSERT INTO account_identity (issuer, subject, account_id) VALUES (?, ?, ?)",
                        identity.issuer(),
                        identity.subject(),
                        account.id().value());
            }
            return Accepted.STORED;
        });
    }

    private static boolean isTaken(Handle handle, String login) {
        return handle.select("SELECT id FROM account WHERE login = ?", login)
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    public Optional<AccountId> find(Identity identity) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT account_id FROM account_identity WHERE issuer = ? AND subject = ?",
                        identity.issuer(),
                        identity.subject())
                .mapTo(String.class)
                .map(AccountId::new)
                .findOne());
    }

    public void update(Account account) {
        jdbi.useTransaction(handle -> handle.execute(
                "UPDATE account SET name = ?, administrator = ?, disabled_at = ? WHERE id = ?",
                account.name(),
                account.administrator(),
                Times.toColumn(account.disabledAt()),
                account.id().value()));
    }

    /** Empty for whoever has no password. */
    public Optional<String> passwordHash(AccountId account) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT password_hash FROM account WHERE id = ? AND password_hash IS NOT NULL", account.value())
                .mapTo(String.class)
                .findOne());
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
