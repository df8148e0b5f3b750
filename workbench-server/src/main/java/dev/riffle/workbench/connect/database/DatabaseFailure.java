package dev.riffle.workbench.connect.database;

import dev.riffle.workbench.connect.database.DatabaseConnectException.Field;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What a failure means for whoever gave the settings, by its SQLState (PostgreSQL's appendix A) and its causes. What the
 * server says itself is quoted where a state has several reasons.
 */
final class DatabaseFailure {

    private static final int MOST_CAUSES = 10;
    private static final int MOST_CHARACTERS = 300;

    private DatabaseFailure() {}

    /** A failure before there was a connection. */
    static DatabaseConnectException ofConnecting(SQLException failure, DatabaseSettings settings) {
        DatabaseUrl url = settings.url();
        Throwable cause = failure;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            DatabaseConnectException known = ofCause(cause, url);
            if (known != null) {
                return known;
            }
            cause = cause.getCause();
        }
        return ofState(failure, settings);
    }

    private static @Nullable DatabaseConnectException ofCause(Throwable cause, DatabaseUrl url) {
        if (cause instanceof UnknownHostException) {
            return new DatabaseConnectException(
                    Field.URL,
                    "No host is known as “" + url.host() + "” to the machine that Riffle runs on. Check the URL; in a "
                            + "container, names of the machine outside of it are not known.");
        }
        if (cause instanceof NoRouteToHostException) {
            return new DatabaseConnectException(
                    Field.URL, "No route leads to " + url.place() + ". Check the host, the network and the VPN.");
        }
        if (cause instanceof ConnectException) {
            return new DatabaseConnectException(
                    Field.URL,
                    "Nothing listens at " + url.place()
                            + ". Check host and port, and that PostgreSQL runs and has that "
                            + "address in its listen_addresses; in a container, localhost is the container itself.");
        }
        if (cause instanceof SocketTimeoutException) {
            return silent(url);
        }
        if (cause instanceof SSLException) {
            return new DatabaseConnectException(
                    Field.TLS,
                    "TLS with " + url.place() + " failed: " + firstLine(cause) + ". Give the certificate of who signed "
                            + "the server's as sslrootcert=…, a file on Riffle's machine and the cluster's, and for "
                            + "verify-full the host by the name that the certificate has.");
        }
        if (cause instanceof EOFException) {
            return notPostgres(url);
        }
        return null;
    }

    private static DatabaseConnectException silent(DatabaseUrl url) {
        return new DatabaseConnectException(
                Field.URL,
                url.place() + " did not answer within " + DatabaseConnection.LOGIN_SECONDS + " seconds. Check host and "
                        + "port, that a firewall lets Riffle's machine through, and that it is PostgreSQL which is there.");
    }

    private static DatabaseConnectException notPostgres(DatabaseUrl url) {
        return new DatabaseConnectException(
                Field.URL, "What listens at " + url.place() + " does not speak as PostgreSQL does. Check the port.");
    }

    private static DatabaseConnectException ofState(SQLException failure, DatabaseSettings settings) {
        DatabaseUrl url = settings.url();
        String user = settings.user();
        String said = firstLine(failure);
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return switch (state) {
            case "28P01" ->
                new DatabaseConnectException(
                        Field.PASSWORD,
                        "The server does not let “" + user + "” in with this password. Either it is another one, or "
                                + "there is no such user: the server does not tell which.");
            case "28000" -> notLetIn(settings, said);
            case "3D000" ->
                new DatabaseConnectException(
                        Field.DATABASE,
                        "There is no database “" + url.database() + "” at " + url.place()
                                + ". Capitals count, and \\l lists databases in psql.");
            case "42501" ->
                new DatabaseConnectException(
                        Field.DATABASE,
                        "The user “" + user + "” may not connect to the database “" + url.database()
                                + "”. Its owner can allow it: GRANT CONNECT ON DATABASE … TO ….");
            case "53300" ->
                new DatabaseConnectException(
                        Field.DATABASE,
                        "The server has no connection left for “" + user + "” (" + said
                                + "). Close some, or raise max_connections or the user's or database's limit.");
            case "57P03" ->
                new DatabaseConnectException(
                        Field.DATABASE, "The server at " + url.place() + " takes no connections yet: " + said);
            case "55000" ->
                new DatabaseConnectException(
                        Field.DATABASE, "The database “" + url.database() + "” takes no connections: " + said);
            case "08P01" -> notPostgres(url);
            case "08001" -> silent(url);
            case "08004" -> refusedByDriver(settings, said);
            case "08006" ->
                said.contains("SSL") || said.contains("hostname")
                        ? new DatabaseConnectException(
                                Field.TLS,
                                "TLS with " + url.place() + " failed: " + said
                                        + " Check sslmode and sslrootcert, a file "
                                        + "on Riffle's machine and the cluster's.")
                        : new DatabaseConnectException(
                                Field.URL, "The connection to " + url.place() + " broke off: " + said);
            default ->
                new DatabaseConnectException(
                        Field.URL, url.place() + " refused the connection (SQLState " + state + "): " + said);
        };
    }

    /** One state for what pg_hba.conf forbids, roles that are none or may not log in, and certificates. */
    private static DatabaseConnectException notLetIn(DatabaseSettings settings, String said) {
        if (!said.contains("pg_hba.conf")) {
            return new DatabaseConnectException(
                    Field.USER,
                    "The server does not let “" + settings.user() + "” in: " + said
                            + ". Check the name (capitals count, \\du lists users in psql) and that it may log in.");
        }
        String mode = settings.url().parameters().getOrDefault(DatabaseUrl.TLS_MODE, "prefer");
        String message = "The server's pg_hba.conf lets nobody in like this: " + said + ". Add a line for it there";
        return mode.equals("disable")
                ? new DatabaseConnectException(Field.TLS, message + ", or take sslmode=disable out of the URL.")
                : new DatabaseConnectException(Field.USER, message + ", for the address of Riffle's machine.");
    }

    /** One state for what the driver itself refuses. */
    private static DatabaseConnectException refusedByDriver(DatabaseSettings settings, String said) {
        DatabaseUrl url = settings.url();
        if (url.requiresTls() && said.contains("SSL")) {
            return new DatabaseConnectException(
                    Field.TLS,
                    "The server at " + url.place() + " has no TLS, and the URL asks for it. Turn it on there, or take "
                            + "sslmode out of the URL.");
        }
        if (settings.password().isEmpty()) {
            return new DatabaseConnectException(
                    Field.PASSWORD,
                    "The server asks “" + settings.user() + "” for a password: type it, or choose the secret that has "
                            + "it.");
        }
        return new DatabaseConnectException(
                Field.USER, "The server asks for a way of signing in that is not known here: " + said);
    }

    /** A failure of a statement, on a connection that was there. */
    static DatabaseConnectException ofReading(SQLException failure, DatabaseSettings settings, String what) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String said = firstLine(failure);
        return switch (state) {
            case "42501" ->
                new DatabaseConnectException(
                        Field.TABLE,
                        "The user “" + settings.user() + "” may not read " + what + " (" + said
                                + "). Its owner can allow it: GRANT USAGE ON SCHEMA … and GRANT SELECT ON … TO ….");
            case "57014" ->
                new DatabaseConnectException(
                        Field.TABLE,
                        "Reading " + what + " took longer than " + DatabaseConnection.STATEMENT_SECONDS + " seconds.");
            case "42P01", "3F000" ->
                new DatabaseConnectException(Field.TABLE, "There is no longer what was asked for: " + said);
            default ->
                state.startsWith("08")
                        ? new DatabaseConnectException(
                                Field.URL,
                                "The connection to " + settings.url().place() + " broke off while reading " + what
                                        + ": " + said)
                        : new DatabaseConnectException(
                                Field.TABLE, "Reading " + what + " failed (SQLState " + state + "): " + said);
        };
    }

    static String firstLine(Throwable failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        String line = message.lines().findFirst().orElse("").strip();
        return line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) + "…" : line;
    }
}
