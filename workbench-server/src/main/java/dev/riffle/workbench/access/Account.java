package dev.riffle.workbench.access;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may sign in.
 *
 * @param login what is typed to sign in, see {@link #login(String)}
 * @param name as others see it
 * @param administrator whether they manage accounts and secrets, and own every document
 * @param disabledAt since when they may not sign in; null where they may
 */
public record Account(
        AccountId id,
        String login,
        String name,
        boolean administrator,
        Instant createdAt,
        @Nullable Instant disabledAt) {

    public static final int MOST_NAME = 100;
    public static final int FEWEST_PASSWORD = 10;
    public static final int MOST_PASSWORD = 200;

    public Person person() {
        return new Person(id, name, administrator);
    }

    Account withAccess(boolean administratorNow, @Nullable Instant disabledAtNow) {
        return new Account(id, login, name, administratorNow, createdAt, disabledAtNow);
    }

    Account withName(String changed) {
        return new Account(id, login, checkedName(changed), administrator, createdAt, disabledAt);
    }

    /** The login that somebody typed, as it is kept: in lower case, 1 to 100 of letters, digits and {@code . _ @ + -}. */
    static String login(String typed) {
        String login = typed.strip().toLowerCase(Locale.ROOT);
        if (!login.matches("[\\p{L}\\p{N}._@+-]{1,100}")) {
            throw new IllegalArgumentException("a login has 1 to 100 letters, digits and . _ @ + -");
        }
        return login;
    }

    /** A login made of what somebody is called elsewhere, the {@code i}-th choice. */
    static String freeLogin(String wished, int i) {
        String kept = wished.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}._@+-]", "-");
        String login = kept.isEmpty() ? "somebody" : kept.substring(0, Math.min(kept.length(), 90));
        return i == 1 ? login(login) : login(login + "-" + i);
    }

    /** A name that somebody has elsewhere; where it is none here, the login. */
    static String freeName(String name, String login) {
        String kept = name.strip();
        return kept.isEmpty() ? login : kept.substring(0, Math.min(kept.length(), MOST_NAME));
    }

    static String checkedName(String typed) {
        String name = typed.strip();
        if (name.isEmpty() || name.length() > MOST_NAME) {
            throw new IllegalArgumentException("a name has 1 to " + MOST_NAME + " characters");
        }
        return name;
    }

    static String checkedPassword(String typed) {
        if (typed.length() < FEWEST_PASSWORD || typed.length() > MOST_PASSWORD) {
            throw new IllegalArgumentException(
                    "a password has " + FEWEST_PASSWORD + " to " + MOST_PASSWORD + " characters");
        }
        return typed;
    }
}
