package dev.riffle.workbench.secret;

import dev.riffle.sessions.statement.SecretReferences;

/** The name of a secret, as {@code ${secret.name}} takes it. */
public record SecretName(String value) {

    public SecretName {
        if (!SecretReferences.isName(value)) {
            throw new IllegalArgumentException(
                    "A secret's name begins with a letter or _ and has at most 64 of A-Z, a-z, " + "0-9, _, . and -.");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
