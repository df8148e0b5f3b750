package dev.riffle.workbench.access;

import org.jspecify.annotations.Nullable;

/**
 * Who asks for something.
 *
 * @param account null for whoever has the server's token
 * @param name as others see it
 */
public record Person(@Nullable AccountId account, String name, boolean administrator) {

    /** Whoever has the server's token: the only user where there are no accounts, an administrator where there are. */
    public static final Person TOKEN_HOLDER = new Person(null, "Administrator", true);

    /** Whose documents they see; null for everybody's. */
    public @Nullable AccountId sees() {
        return administrator ? null : account;
    }
}
