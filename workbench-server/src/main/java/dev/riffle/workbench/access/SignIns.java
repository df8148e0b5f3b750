package dev.riffle.workbench.access;

import dev.riffle.workbench.storage.SignInStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The browsers in which accounts are signed in. Safe for use from any thread. */
public final class SignIns {

    /** Without a visit for so long, one ends. */
    public static final Duration LIFETIME = Duration.ofDays(30);

    /** Of one account; beyond that, the one that was not used for longest ends. */
    public static final int MOST_OF_AN_ACCOUNT = 50;

    private static final Duration NOTED_EVERY = Duration.ofHours(1);
    private static final int SECRET_BYTES = 24;

    private final SignInStore store;
    private final Clock clock;
    private final Map<String, SignIn> signIns = new ConcurrentHashMap<>();
    private final List<Consumer<SignIn>> listeners = new CopyOnWriteArrayList<>();

    public SignIns(SignInStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        store.deleteUnusedSince(clock.instant().minus(LIFETIME));
        store.list().forEach(signIn -> signIns.put(signIn.id(), signIn));
    }

    /** Whoever is told of those that end. */
    public void onEnded(Consumer<SignIn> listener) {
        listeners.add(listener);
    }

    /**
     * Always a new one: what a browser had before is worth nothing.
     *
     * @return what the browser keeps
     */
    public String begin(AccountId account, String browser) {
        String secret = Codes.random(SECRET_BYTES);
        Instant now = clock.instant();
        String named = browser.substring(0, Math.min(browser.length(), SignIn.MOST_BROWSER));
        SignIn signIn = new SignIn(Codes.sha256(secret), account, named, now, now);
        store.create(signIn);
        signIns.put(signIn.id(), signIn);
        list(account).stream().skip(MOST_OF_AN_ACCOUNT).forEach(this::end);
        return secret;
    }

    /** Whose it is; empty where it has ended. */
    public Optional<SignIn> find(String secret) {
        SignIn signIn = signIns.get(Codes.sha256(secret));
        if (signIn == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (signIn.usedAt().plus(LIFETIME).isBefore(now)) {
            end(signIn);
            return Optional.empty();
        }
        if (signIn.usedAt().plus(NOTED_EVERY).isBefore(now)) {
            SignIn used = signIn.withUseAt(now);
            if (signIns.replace(signIn.id(), signIn, used)) {
                store.setUsed(used);
            }
        }
        return Optional.of(signIn);
    }

    /** Those of an account, the one used last first. */
    public List<SignIn> list(AccountId account) {
        return signIns.values().stream()
                .filter(signIn -> signIn.account().equals(account))
                .sorted(Comparator.comparing(SignIn::usedAt)
                        .thenComparing(SignIn::createdAt)
                        .reversed())
                .toList();
    }

    public void end(SignIn signIn) {
        store.delete(signIn.id());
        if (signIns.remove(signIn.id()) != null) {
            listeners.forEach(listener -> listener.accept(signIn));
        }
    }
}
