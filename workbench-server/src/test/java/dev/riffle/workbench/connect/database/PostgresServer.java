package dev.riffle.workbench.connect.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL with the database {@code shop}, in which {@code reader} has the password {@value #PASSWORD}. The
 * user {@code postgres} needs none. It ends with this JVM.
 */
public final class PostgresServer {

    public static final String PASSWORD = "Zx81qW it's";

    private static final List<String> ACCESS = List.of(
            "local all all trust",
            "host all postgres,busy,asleep,absent all trust",
            "host all reader all scram-sha-256");

    private static @Nullable PostgresServer shared;

    private final EmbeddedPostgres postgres;

    private PostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** One for all tests of this JVM. */
    public static synchronized PostgresServer shared() throws IOException, SQLException {
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    private static PostgresServer start() throws IOException, SQLException {
        Path directory = Files.createTempDirectory("riffle-postgres").resolve("data");
        PostgresServer server = new PostgresServer(EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setDataDirectory(directory)
                .start());
        server.execute("postgres", "CREATE DATABASE shop");
        server.execute("postgres", "CREATE ROLE reader LOGIN PASSWORD '" + PASSWORD.replace("'", "''") + "'");
        Files.write(directory.resolve("pg_hba.conf"), ACCESS);
        server.execute("postgres", "SELECT pg_reload_conf()");
        return server;
    }

    public int port() {
        return postgres.getPort();
    }

    public String url() {
        return "jdbc:postgresql://localhost:" + port() + "/shop";
    }

    public void execute(String database, String sql) throws SQLException {
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
