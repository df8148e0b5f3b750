package dev.riffle.workbench.access;

import dev.riffle.workbench.notebook.Identifiers;

/** Names an account; no secret. 1 to 64 of {@code A-Za-z0-9_-}. */
public record AccountId(String value) {

    public AccountId {
        Identifiers.check(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
