package dev.riffle.workbench.connect.database;

import dev.riffle.workbench.connect.database.DatabaseConnectException.Field;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;

/** Looks into databases, for a few at once. Each call waits for a database, for seconds. Safe for use from any thread. */
public final class Databases {

    /** More are refused while these last. */
    public static final int MOST_AT_ONCE = 8;

    private static final int MOST_SEARCH_CHARACTERS = 200;

    private interface Look<T> {
        T at(DatabaseConnection connection) throws SQLException, DatabaseConnectException;
    }

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    /** @param search in {@code schema.name}, without regard to capitals; empty for all */
    public DatabaseTables tables(DatabaseSettings settings, String search) throws DatabaseConnectException {
        if (search.length() > MOST_SEARCH_CHARACTERS) {
            throw new DatabaseConnectException(Field.TABLE, "A search has at most 200 characters.");
        }
        return look(settings, "the list of tables", connection -> DatabaseTables.read(connection, withoutNull(search)));
    }

    public TablePreview table(DatabaseSettings settings, TableName name) throws DatabaseConnectException {
        if (name.schema().isBlank() || name.name().isBlank()) {
            throw new DatabaseConnectException(Field.TABLE, "Choose a table: its schema and its name.");
        }
        TableName asked = new TableName(withoutNull(name.schema()), withoutNull(name.name()));
        return look(settings, "“" + asked + "”", connection -> TablePreview.read(connection, asked));
    }

    /** PostgreSQL's text has no character 0. */
    private static String withoutNull(String text) {
        return text.replace("\0", "");
    }

    private <T> T look(DatabaseSettings settings, String what, Look<T> look) throws DatabaseConnectException {
        if (!places.tryAcquire()) {
            throw new DatabaseConnectException(
                    Field.DATABASE,
                    "Eight others are being connected to databases just now: try again in a few seconds.");
        }
        try (DatabaseConnection connection = DatabaseConnection.open(settings)) {
            return look.at(connection);
        } catch (SQLException e) {
            throw DatabaseFailure.ofReading(e, settings, what);
        } finally {
            places.release();
        }
    }
}
