package dev.riffle.workbench.connect.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;

/** One connection in one transaction that reads only, for one request. Confined to the thread that opened it. */
final class DatabaseConnection implements AutoCloseable {

    static final int LOGIN_SECONDS = 5;
    static final int STATEMENT_SECONDS = 4;

    /** Longer than any statement takes: only for a server that is gone. */
    private static final int SILENT_SECONDS = STATEMENT_SECONDS + 3;

    private final Connection connection;

    private DatabaseConnection(Connection connection) {
        this.connection = connection;
    }

    static DatabaseConnection open(DatabaseSettings settings) throws DatabaseConnectException {
        Properties properties = new Properties();
        properties.putAll(settings.url().parameters());
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        properties.setProperty("connectTimeout", Integer.toString(LOGIN_SECONDS));
        properties.setProperty("loginTimeout", Integer.toString(LOGIN_SECONDS));
        properties.setProperty("socketTimeout", Integer.toString(SILENT_SECONDS));
        properties.putIfAbsent("ApplicationName", "Riffle");
        try {
            Connection connection = DriverManager.getConnection(settings.url().withoutParameters(), properties);
            try {
                connection.setReadOnly(true);
                connection.setAutoCommit(false);
                return new DatabaseConnection(connection);
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw DatabaseFailure.ofConnecting(e, settings);
        }
    }

    /** A statement that the server ends when it takes too long. */
    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(STATEMENT_SECONDS);
        return statement;
    }

    /** Such as {@code 14.22}. */
    String serverVersion() throws SQLException {
        return connection.getMetaData().getDatabaseProductVersion();
    }

    /** Nothing was changed, so a failure here concerns nobody. */
    @Override
    public void close() {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            // The connection is gone already.
        }
    }
}
