package dev.riffle.workbench.connect;

/** Why somebody's data can't be reached: which setting it is about, what happened and what to do. */
public final class ConnectException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The setting that is to be changed. */
    public enum Field {
        SERVERS,
        PROTOCOL,
        MECHANISM,
        USER,
        PASSWORD,
        CERTIFICATES,
        TOPIC,
        REGISTRY,
        FILE
    }

    private final Field field;

    public ConnectException(Field field, String message) {
        super(message);
        this.field = field;
    }

    public Field field() {
        return field;
    }
}
