package dev.riffle.sessions.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.sessions.session.RunId;
import dev.riffle.sessions.session.RuntimeMode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tables of a real PostgreSQL are read, looked up in and written to. */
class PostgresTest {

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
        execute("""
                CREATE TABLE cities (id BIGINT PRIMARY KEY, name VARCHAR(40), area NUMERIC(10, 2), founded DATE,
                  seen TIMESTAMP(3), tags TEXT[]);
                INSERT INTO cities VALUES
                  (1, 'Ulm', 118.69, '0854-07-22', '2026-05-04 10:22:07.412', '{old,town}'),
                  (2, 'Bonn', 141.06, NULL, NULL, '{}');
                CREATE TABLE totals (city VARCHAR(40) PRIMARY KEY, orders BIGINT);
                """);
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void aTableIsRead() {
        try (Cells cells = new Cells(RuntimeMode.BATCH)) {
            assertThat(cells.rows("""
                            CREATE TABLE cities (id BIGINT, name STRING, area DECIMAL(10, 2), founded DATE,
                              seen TIMESTAMP(3), tags ARRAY<STRING>) %s;
                            SELECT id, name, area, founded, seen, CARDINALITY(tags) FROM cities WHERE id < 3;
                            """.formatted(table("cities"))))
                    .isEqualTo(
                            "[[1, Ulm, 118.69, 0854-07-22, 2026-05-04 10:22:07.412, 2], [2, Bonn, 141.06, null, null, 0]]");
        }
    }

    @Test
    void theTablesOfADatabaseAreACatalog() {
        try (Cells cells = new Cells(RuntimeMode.BATCH)) {
            assertThat(cells.rows("""
                            CREATE CATALOG pg WITH ('type' = 'jdbc', 'default-database' = 'postgres',
                              'username' = 'postgres', 'password' = 'postgres',
                              'base-url' = 'jdbc:postgresql://localhost:%d');
                            SELECT name FROM pg.postgres.`public.cities`;
                            """.formatted(postgres.getPort()))).isEqualTo("[[Bonn], [Ulm]]");
        }
    }

    @Test
    void eachRowIsLookedUpAndTotalsAreUpserted() throws SQLException {
        try (Cells cells = new Cells(RuntimeMode.STREAMING)) {
            cells.run("""
                    CREATE TABLE orders (id BIGINT, city BIGINT, made AS PROCTIME()) WITH ('connector' = 'datagen',
                      'number-of-rows' = '1000', 'fields.id.kind' = 'sequence', 'fields.id.start' = '1',
                      'fields.id.end' = '1000', 'fields.city.min' = '1', 'fields.city.max' = '2');
                    CREATE TABLE cities (id BIGINT, name STRING, PRIMARY KEY (id) NOT ENFORCED) %s;
                    CREATE TABLE totals (city STRING, orders BIGINT, PRIMARY KEY (city) NOT ENFORCED) %s;
                    """.formatted(table("cities"), table("totals")));
            RunId seen = cells.start("""
                    SELECT COUNT(*) AS orders FROM orders JOIN cities FOR SYSTEM_TIME AS OF orders.made
                      ON orders.city = cities.id""");
            cells.run("""
                    INSERT INTO totals SELECT cities.name, COUNT(*) FROM orders
                      JOIN cities FOR SYSTEM_TIME AS OF orders.made ON orders.city = cities.id GROUP BY cities.name""");
            cells.awaitRows(seen, "[[1000]]");
            assertThat(query("SELECT string_agg(city, ',' ORDER BY city), sum(orders) FROM totals"))
                    .containsExactly("Bonn,Ulm", "1000");
        }
    }

    private static String table(String name) {
        return """
                WITH ('connector' = 'jdbc', 'url' = 'jdbc:postgresql://localhost:%d/postgres', 'table-name' = '%s',
                  'username' = 'postgres', 'password' = 'postgres')""".formatted(postgres.getPort(), name);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> query(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    values.add(rows.getString(column));
                }
            }
            return values;
        }
    }
}
