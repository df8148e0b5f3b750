package dev.riffle.sessions.session;

/** A secret is kept but can't be read; the message says to a person why, and what to do. */
public final class UnreadableSecretException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableSecretException(String message) {
        super(message);
    }
}
