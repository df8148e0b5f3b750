package dev.riffle.sessions.inference;

/** Why columns can't be told: what is there is not what it seemed to be. In words for whoever has sent it. */
public final class UnreadableSampleException extends Exception {

    private static final long serialVersionUID = 1L;

    public UnreadableSampleException(String message) {
        super(message);
    }
}
