package dev.riffle.workbench.connect.database;

/** Why a database can't be looked into, for whoever gave the settings; it has no password in it. */
public final class DatabaseConnectException extends Exception {

    private static final long serialVersionUID = 1;

    /** What has to be changed. */
    public enum Field {
        URL,
        USER,
        PASSWORD,
        TLS,
        DATABASE,
        TABLE
    }

    private final Field field;

    DatabaseConnectException(Field field, String message) {
        super(message);
        this.field = field;
    }

    public Field field() {
        return field;
    }
}
