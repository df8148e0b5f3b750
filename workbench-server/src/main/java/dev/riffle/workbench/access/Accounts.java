package dev.riffle.workbench.access;

import dev.riffle.workbench.storage.AccountStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All accounts, and the invitations by which they are made. Safe for use from any thread. */
public final class Accounts {

    public static final int MOST_ACCOUNTS = 10_000;
    public static final int MOST_INVITATIONS = 1_000;
    private static final int MOST_LOGINS_TRIED = 100;
    private static final String INVITATION = "invitation";

    private final AccountStore store;
    private final Codes codes;
    private final Clock clock;
    private final WrongTries wrongAddresses = new WrongTries(30, Duration.ofMinutes(1));
    private final WrongTries wrongPasswords = new WrongTries(10, Duration.ofMinutes(1));
    private final Map<AccountId, Account> accounts = new ConcurrentHashMap<>();

    /** Checked where there is no such login, so that the answer takes as long. */
    private final String hashOfNobody = PasswordHash.of(Codes.random(24));

    public Accounts(AccountStore store, Codes codes, Clock clock) {
        this.store = store;
        this.codes = codes;
        this.clock = clock;
        store.accounts().forEach(account -> accounts.put(account.id(), account));
    }

    /** Why something did not come to pass. */
    public enum Refusal {
        /** There is no such invitation, or no longer. */
        INVITATION_GONE,
        /** Somebody has that login. */
        LOGIN_TAKEN,
        /** Of the login or the password. */
        WRONG,
        /** Too many were tried lately, or there are as many as there may be. */
        TOO_MANY
    }

    /** What an attempt comes to. */
    public sealed interface Outcome {

        /** @param passwordHash of the password that was right; null where none was asked for */
        record Done(Account account, @Nullable String passwordHash) implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}
    }

    public Optional<Account> find(AccountId id) {
        return Optional.ofNullable(accounts.get(id));
    }

    /** By name. */
    public List<Account> list() {
        return accounts.values().stream()
                .sorted(Comparator.comparing(Account::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(Account::login))
                .toList();
    }

    /** Empty where there are too many already. */
    public Optional<Invitation> invite(String name, boolean administrator, Duration lifetime) {
        Invitation invitation = new Invitation(
                Codes.random(9),
                Account.checkedName(name),
                administrator,
                clock.instant(),
                clock.instant().plus(lifetime));
        if (store.invitations().size() >= MOST_INVITATIONS) {
            return Optional.empty();
        }
        store.create(invitation);
        return Optional.of(invitation);
    }

    /** Those that nobody has used yet, the newest first. */
    public List<Invitation> invitations() {
        return store.invitations();
    }

    /** What stands behind {@code /join/} in its address. */
    public String address(Invitation invitation) {
        return codes.address(INVITATION, invitation.id());
    }

    public boolean withdraw(String invitation) {
        return store.deleteInvitation(invitation);
    }

    /** What an address is for; a refusal where it is for nothing. */
    public Optional<Invitation> invited(String address) {
        return codes.idOf(INVITATION, address)
                .flatMap(store::invitation)
                .filter(invitation -> !invitation.hasExpired(clock.instant()));
    }

    /** Whether this address may be tried: guesses are few. */
    public boolean mayTry(String address) {
        return codes.idOf(INVITATION, address).isPresent() || wrongAddresses.begin("", clock.instant());
    }

    /** Makes an account, and uses the invitation up. */
    public Outcome accept(String address, String login, String name, String password) {
        Invitation invitation = invited(address).orElse(null);
        if (invitation == null) {
            return new Outcome.Refused(Refusal.INVITATION_GONE);
        }
        Account account = account(Account.login(login), Account.checkedName(name), invitation.administrator());
        String hash = PasswordHash.of(Account.checkedPassword(password));
        return make(invitation, account, hash, null);
    }

    /**
     * Whose identity this is. Where it is nobody's yet, an account is made for it.
     *
     * @param name as others are to see them
     * @param wishedLogin what the provider calls them; another where somebody has it
     * @param address of an invitation that they followed, or null
     * @param isOpen whether an account is made for those, too, who follow none
     */
    public Outcome signIn(
            Identity identity, String name, String wishedLogin, @Nullable String address, boolean isOpen) {
        Account known = store.find(identity).flatMap(this::find).orElse(null);
        if (known != null) {
            return known.disabledAt() == null ? new Outcome.Done(known, null) : new Outcome.Refused(Refusal.WRONG);
        }
        Invitation invitation = address == null ? null : invited(address).orElse(null);
        if (invitation == null && (address != null || !isOpen)) {
            return new Outcome.Refused(Refusal.INVITATION_GONE);
        }
        boolean administrator = invitation != null && invitation.administrator();
        Outcome outcome = new Outcome.Refused(Refusal.LOGIN_TAKEN);
        for (int i = 1; i <= MOST_LOGINS_TRIED && isLoginTaken(outcome); i++) {
            String login = Account.freeLogin(wishedLogin, i);
            outcome = make(invitation, account(login, Account.freeName(name, login), administrator), null, identity);
        }
        return outcome;
    }

    private static boolean isLoginTaken(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused && refused.refusal() == Refusal.LOGIN_TAKEN;
    }

    private Account account(String login, String name, boolean administrator) {
        return new Account(new AccountId(Codes.random(9)), login, name, administrator, clock.instant(), null);
    }

    private Outcome make(
            @Nullable Invitation invitation, Account account, @Nullable String hash, @Nullable Identity identity) {
        if (accounts.size() >= MOST_ACCOUNTS) {
            return new Outcome.Refused(Refusal.TOO_MANY);
        }
        return switch (store.accept(invitation, account, hash, identity)) {
            case INVITATION_GONE -> new Outcome.Refused(Refusal.INVITATION_GONE);
            case LOGIN_TAKEN -> new Outcome.Refused(Refusal.LOGIN_TAKEN);
            case STORED -> {
                accounts.put(account.id(), account);
                yield new Outcome.Done(account, hash);
            }
        };
    }

    /** Whose login and password these are. */
    public Outcome signIn(String typedLogin, String password) {
        String login;
        try {
            login = Account.login(typedLogin);
        } catch (IllegalArgumentException e) {
            return new Outcome.Refused(Refusal.WRONG);
        }
        if (!wrongPasswords.begin(login, clock.instant())) {
            return new Outcome.Refused(Refusal.TOO_MANY);
        }
        Account account = accounts.values().stream()
                .filter(known -> known.login().equals(login) && known.disabledAt() == null)
                .findFirst()
                .orElse(null);
        String hash = account == null ? null : store.passwordHash(account.id()).orElse(null);
        // One that is too long to be right is counted, and takes as long, as any other.
        String bounded = password.substring(0, Math.min(password.length(), Account.MOST_PASSWORD));
        boolean right = PasswordHash.matches(bounded, hash == null ? hashOfNobody : hash)
                && bounded.length() == password.length();
        if (!right || account == null || hash == null) {
            return new Outcome.Refused(Refusal.WRONG);
        }
        wrongPasswords.wasRight(login);
        return new Outcome.Done(account, hash);
    }

    /**
     * Whether whoever signed in so would still be let in. Asked once their sign-in has begun: whatever changes later ends the
     * sign-ins that there are, and finds theirs.
     */
    public boolean isStillRight(Outcome.Done done) {
        AccountId id = done.account().id();
        boolean letIn = find(id).filter(now -> now.disabledAt() == null).isPresent();
        return letIn
                && (done.passwordHash() == null
                        || store.passwordHash(id)
                                .filter(done.passwordHash()::equals)
                                .isPresent());
    }

    /** Sets another password, if the one until now is right. */
    public Outcome changePassword(Account account, String password, String changed) {
        Outcome outcome = signIn(account.login(), password);
        if (outcome instanceof Outcome.Done done) {
            String hash = PasswordHash.of(Account.checkedPassword(changed));
            store.setPasswordHash(account.id(), hash);
            return new Outcome.Done(done.account(), hash);
        }
        return outcome;
    }

    /** False for whoever signs in elsewhere alone. */
    public boolean hasPassword(Account account) {
        return store.passwordHash(account.id()).isPresent();
    }

    public Account rename(AccountId account, String name) {
        return change(account, now -> now.withName(name));
    }

    /** Makes somebody an administrator or not, lets them in or not. */
    public Account setAccess(AccountId account, boolean administrator, boolean disabled) {
        return change(
                account,
                now -> now.withAccess(
                        administrator,
                        !disabled ? null : now.disabledAt() != null ? now.disabledAt() : clock.instant()));
    }

    /** Changes the account as it is now, whatever whoever asks for it knows of it. */
    private Account change(AccountId id, UnaryOperator<Account> change) {
        Account changed = accounts.computeIfPresent(id, (unused, now) -> {
            Account then = change.apply(now);
            store.update(then);
            return then;
        });
        if (changed == null) {
            throw new IllegalArgumentException("there is no account " + id.value());
        }
        return changed;
    }
}
