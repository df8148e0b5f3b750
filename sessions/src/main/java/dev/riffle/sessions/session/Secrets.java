package dev.riffle.sessions.session;

import java.util.Optional;

/** Where the values of secrets come from when a statement runs. Safe for use from any thread. */
public interface Secrets {

    /** The fewest characters of a value: a shorter one can't be told from what else stands in a text. */
    int FEWEST_CHARACTERS = 4;

    int MOST_CHARACTERS = 10_000;

    /** Whether there is one of that name. Reads no value: the editor asks while somebody types. */
    boolean isKnown(String name);

    /**
     * The value now, of {@link #FEWEST_CHARACTERS} to {@link #MOST_CHARACTERS} characters; empty where there is none.
     *
     * @throws UnreadableSecretException where there is one that can't be read
     */
    Optional<String> value(String name);

    /** No secrets at all. */
    static Secrets none() {
        return new Secrets() {
            @Override
            public boolean isKnown(String name) {
                return false;
            }

            @Override
            public Optional<String> value(String name) {
                return Optional.empty();
            }
        };
    }
}
