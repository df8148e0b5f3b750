package dev.riffle.workbench.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.workbench.storage.AccountStore;
import dev.riffle.workbench.storage.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {

    private static final Identity ADA = new Identity("https://login.example", "248289761001");
    private static final Identity OTHER = new Identity("https://login.example", "248289761002");

    private static Accounts of(Database database) {
        return new Accounts(new AccountStore(database), new Codes("a key of the test"), Clock.systemUTC());
    }

    private static Account done(Accounts.Outcome outcome) {
        assertThat(outcome).isInstanceOf(Accounts.Outcome.Done.class);
        return ((Accounts.Outcome.Done) outcome).account();
    }

    @Test
    void anIdentityIsTheSameAccountEverAfter(@TempDir Path folder) {
        Account made;
        try (Database database = new Database(folder)) {
            Accounts accounts = of(database);
            String address = accounts.address(
                    accounts.invite("Ada", true, Duration.ofDays(1)).orElseThrow());
            made = done(accounts.signIn(ADA, "Ada", "Ada Byron", address, false));
            assertThat(made.login()).isEqualTo("ada-byron");
            assertThat(made.administrator()).isTrue();
            assertThat(accounts.hasPassword(made)).isFalse();
            // Another of that name gets a login of their own, where no invitation is needed.
            assertThat(accounts.signIn(OTHER, "Ada", "Ada Byron", null, false))
                    .isEqualTo(new Accounts.Outcome.Refused(Accounts.Refusal.INVITATION_GONE));
            assertThat(done(accounts.signIn(OTHER, "Ada", "Ada Byron", null, true))
                            .login())
                    .isEqualTo("ada-byron-2");
            // An invitation is used up by an identity, too.
            assertThat(accounts.invited(address)).isEmpty();
        }
        try (Database again = new Database(folder)) {
            Accounts accounts = of(again);
            assertThat(done(accounts.signIn(ADA, "Ada", "renamed", null, false)).id())
                    .isEqualTo(made.id());
            accounts.setAccess(made.id(), true, true);
            assertThat(accounts.signIn(ADA, "Ada", "Ada Byron", null, true))
                    .isEqualTo(new Accounts.Outcome.Refused(Accounts.Refusal.WRONG));
            assertThat(accounts.signIn("ada-byron", "no password is right"))
                    .isEqualTo(new Accounts.Outcome.Refused(Accounts.Refusal.WRONG));
        }
    }

    private static Account ada(Accounts accounts, String password) {
        String address = accounts.address(
                accounts.invite("Ada", false, Duration.ofDays(1)).orElseThrow());
        return done(accounts.accept(address, "ada", "Ada", password));
    }

    @Test
    void whoSignedInByWhatHasChangedMeanwhileIsNotLetIn(@TempDir Path folder) {
        try (Database database = new Database(folder)) {
            Accounts accounts = of(database);
            Account ada = ada(accounts, "the first password");
            Accounts.Outcome.Done before = (Accounts.Outcome.Done) accounts.signIn("ada", "the first password");
            assertThat(accounts.isStillRight(before)).isTrue();
            Accounts.Outcome.Done changed =
                    (Accounts.Outcome.Done) accounts.changePassword(ada, "the first password", "the second password");
            assertThat(accounts.isStillRight(before)).isFalse();
            assertThat(accounts.isStillRight(changed)).isTrue();
            accounts.setAccess(ada.id(), false, true);
            assertThat(accounts.isStillRight(changed)).isFalse();
            Accounts.Outcome.Done byIdentity = (Accounts.Outcome.Done) accounts.signIn(ADA, "Ada", "ada", null, true);
            assertThat(accounts.isStillRight(byIdentity)).isTrue();
            accounts.setAccess(byIdentity.account().id(), false, true);
            assertThat(accounts.isStillRight(byIdentity)).isFalse();
        }
    }

    @Test
    void aNewNameLeavesAloneWhatWasTakenAndTheOtherWayRound(@TempDir Path folder) {
        try (Database database = new Database(folder)) {
            Accounts accounts = of(database);
            Account account = done(accounts.signIn(ADA, "Ada", "ada", null, true));
            accounts.setAccess(account.id(), false, true);
            accounts.rename(account.id(), "Ada Byron");
            accounts.setAccess(account.id(), true, true);
        }
        try (Database again = new Database(folder)) {
            Account account = of(again).list().get(0);
            assertThat(account.name()).isEqualTo("Ada Byron");
            assertThat(account.administrator()).isTrue();
            assertThat(account.disabledAt()).isNotNull();
        }
    }

    @Test
    void everyTryIsCountedWhateverElseIsWrongWithIt(@TempDir Path folder) {
        try (Database database = new Database(folder)) {
            Accounts accounts = of(database);
            Account ada = ada(accounts, "correct horse");
            for (int i = 0; i < 5; i++) {
                assertThat(accounts.signIn("ada", "x".repeat(Account.MOST_PASSWORD + 1)))
                        .isEqualTo(new Accounts.Outcome.Refused(Accounts.Refusal.WRONG));
                assertThat(accounts.changePassword(ada, "wrong password", "short"))
                        .isEqualTo(new Accounts.Outcome.Refused(Accounts.Refusal.WRONG));
            }
            assertThat(accounts.signIn("ada", "correct horse"))
                    .isEqualTo(new Accounts.Outcome.Refused(Accounts.Refusal.TOO_MANY));
        }
    }
}
