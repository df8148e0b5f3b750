package dev.riffle.workbench.connect.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.riffle.sessions.session.Secrets;
import dev.riffle.workbench.connect.database.DatabaseTables.Kind;
import dev.riffle.workbench.connect.database.DatabaseTables.Table;
import dev.riffle.workbench.connect.database.TablePreview.Column;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tables of a real PostgreSQL are listed, shown and defined. */
class DatabasesTest {

    private static final Databases DATABASES = new Databases();

    private static PostgresServer server;
    private static DatabaseSettings settings;

    @BeforeAll
    static void start() throws IOException, SQLException, DatabaseConnectException {
        server = PostgresServer.shared();
        server.execute("shop", """
                CREATE SCHEMA stock;
                CREATE TYPE stock.colour AS ENUM ('red', 'green');
                CREATE DOMAIN stock.price AS NUMERIC(8, 2);
                CREATE TABLE stock.items (place INT, shelf INT, "itemName" VARCHAR(20) NOT NULL, "order" TEXT,
                  colour stock.colour, price stock.price, weight NUMERIC, at POINT, seen TIMESTAMPTZ,
                  notes TEXT, PRIMARY KEY (shelf, place));
                INSERT INTO stock.items SELECT n, 1, 'item ' || n, NULL, 'green', n, n, NULL, NULL, repeat('é', 300)
                  FROM generate_series(1, 30) AS n;
                ANALYZE stock.items;
                CREATE VIEW stock.cheap AS SELECT place, price FROM stock.items WHERE price < 3;
                CREATE MATERIALIZED VIEW stock.kept AS SELECT count(*) AS items FROM stock.items;
                CREATE TABLE stock.parts (day DATE) PARTITION BY RANGE (day);
                CREATE TABLE stock.parts_2026 PARTITION OF stock.parts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                CREATE TABLE stock.hidden (n INT);
                CREATE TABLE stock.places (at POINT);
                CREATE VIEW stock.slow AS SELECT pg_sleep(60)::text AS n;
                GRANT USAGE ON SCHEMA stock TO reader;
                GRANT SELECT ON stock.items, stock.cheap, stock.kept, stock.parts, stock.places, stock.slow TO reader;
                """);
        settings = DatabaseSettings.of(server.url(), "reader", PostgresServer.PASSWORD, "shop", Secrets.none());
    }

    private static TablePreview table(String name) throws DatabaseConnectException {
        return DATABASES.table(settings, new TableName("stock", name));
    }

    @Test
    void whatTheUserMayReadIsListedWithKeysAndEstimates() throws DatabaseConnectException {
        DatabaseTables tables = DATABASES.tables(settings, "stock.");
        assertThat(tables.version()).startsWith("14.");
        assertThat(tables.more()).isFalse();
        assertThat(tables.tables())
                .contains(
                        new Table(new TableName("stock", "items"), Kind.TABLE, 30L, List.of("shelf", "place")),
                        new Table(new TableName("stock", "cheap"), Kind.VIEW, null, List.of()),
                        new Table(new TableName("stock", "parts"), Kind.TABLE, null, List.of()))
                .extracting(table -> table.name().name())
                .containsExactly("cheap", "items", "kept", "parts", "places", "slow");
        assertThat(DATABASES.tables(settings, "K.IteM").tables()).hasSize(1);
        assertThat(DATABASES.tables(settings, "%").tables()).isEmpty();
    }

    @Test
    void noMoreThanAThousandTablesAreListed() throws SQLException, DatabaseConnectException {
        server.execute("postgres", "CREATE DATABASE wide");
        server.execute("wide", """
                DO $$ BEGIN FOR n IN 1..1001 LOOP EXECUTE 'CREATE TABLE t' || n || ' (n INT)'; END LOOP; END $$;
                GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader""");
        DatabaseSettings wide = DatabaseSettings.of(
                server.url().replace("/shop", "/wide"), "reader", PostgresServer.PASSWORD, null, Secrets.none());
        assertThat(DATABASES.tables(wide, "").tables()).hasSize(1_000);
        assertThat(DATABASES.tables(wide, "").more()).isTrue();
        assertThat(DATABASES.tables(wide, "t1001").tables()).hasSize(1);
    }

    @Test
    void aTableIsShownWithItsTypesAndFirstRows() throws DatabaseConnectException {
        TablePreview items = table("items");
        assertThat(items.columns())
                .extracting(column -> column.name() + " " + column.type() + " "
                        + column.flinkType().orElse("-") + (column.isNullable() ? "" : " NOT NULL"))
                .containsExactly(
                        "place integer INT NOT NULL",
                        "shelf integer INT NOT NULL",
                        "itemName character varying(20) VARCHAR(20) NOT NULL",
                        "order text STRING",
                        "colour stock.colour STRING",
                        "price stock.price DECIMAL(8, 2)",
                        "weight numeric DECIMAL(38, 18)",
                        "at point -",
                        "seen timestamp with time zone TIMESTAMP(6)",
                        "notes text STRING");
        assertThat(items.key()).containsExactly("shelf", "place");
        assertThat(items.rowsProblem()).isNull();
        assertThat(items.rows()).hasSize(TablePreview.MOST_ROWS);
        assertThat(items.rows().get(0))
                .isEqualTo(Arrays.asList(
                        "1", "1", "item 1", null, "green", "1.00", "1", null, null, "é".repeat(200) + "…"));
    }

    @Test
    void aTableIsDefinedWithTheSecretsNameAndWhatTheConnectorCanRead() throws DatabaseConnectException {
        assertThat(TableDefinition.of(settings, table("items")).orElseThrow()).isEqualTo("""
                CREATE TABLE `items` (
                  `place` INT NOT NULL,
                  `shelf` INT NOT NULL,
                  -- itemName: a name with quotes can be read, not written or looked up
                  `"itemName"` VARCHAR(20) NOT NULL,
                  `itemName` AS `"itemName"`,
                  -- order: a name with quotes can be read, not written or looked up
                  `"order"` STRING,
                  `order` AS `"order"`,
                  `colour` STRING,
                  `price` DECIMAL(8, 2),
                  -- weight numeric: a number without bounds: more than 20 digits before the point are read as NULL, \
                digits after the 18th are rounded
                  `weight` DECIMAL(38, 18),
                  -- at point is left out: the connector has no type for it; a view that casts it to text can be read
                  -- seen timestamp with time zone: a moment, read as the time of day in the time zone of the \
                cluster's machines
                  `seen` TIMESTAMP(6),
                  `notes` STRING,
                  PRIMARY KEY (`shelf`, `place`) NOT ENFORCED
                ) WITH (
                  'connector' = 'jdbc',
                  'url' = 'jdbc:postgresql://localhost:%d/shop?stringtype=unspecified',
                  'table-name' = 'stock.items',
                  'username' = 'reader',
                  'password' = '${secret.shop}'
                )""".formatted(server.port()));
        assertThat(TableDefinition.catalog(settings).orElseThrow()).isEqualTo("""
                CREATE CATALOG `shop` WITH (
                  'type' = 'jdbc',
                  'base-url' = 'jdbc:postgresql://localhost:%d',
                  'default-database' = 'shop',
                  'username' = 'reader',
                  'password' = '${secret.shop}'
                )""".formatted(server.port()));
    }

    @Test
    void namesCanNotBecomeAnythingElse() throws SQLException, DatabaseConnectException {
        server.execute("shop", """
                CREATE TABLE stock."a`b'c.d" ("x`y" INT, "-- ) WITH (
                DROP" POINT, "${secret.other}" INT);
                CREATE TABLE stock."${secret.other}" (n INT);
                GRANT SELECT ON stock."a`b'c.d", stock."${secret.other}" TO reader""");
        assertThat(TableDefinition.of(settings, table("a`b'c.d")).orElseThrow())
                .startsWith("""
                CREATE TABLE `a``b'c.d` (
                  -- x`y: a name with quotes can be read, not written or looked up
                  `"x``y"` INT,
                  `x``y` AS `"x``y"`
                  -- -- ) WITH ( DROP point is left out: the connector has no type for it; a view that casts it to \
                text can be read
                  -- ${secret.other} integer is left out: “${” in a name would be taken for a reference
                ) WITH (
                """)
                .contains("'table-name' = 'stock.\"a`b''c.d\"'");
        assertThat(TableDefinition.of(settings, table("${secret.other}"))).isEmpty();
    }

    @Test
    void aTableOfWhichNothingCanBeReadHasNoDefinition() throws DatabaseConnectException {
        TablePreview places = table("places");
        assertThat(places.columns()).extracting(Column::note).allMatch(note -> note.contains("has no type"));
        assertThat(TableDefinition.of(settings, places)).isEmpty();
    }

    @Test
    void aViewThatTakesLongIsShownWithoutRows() throws DatabaseConnectException {
        TablePreview slow = table("slow");
        assertThat(slow.rows()).isEmpty();
        assertThat(slow.rowsProblem()).isEqualTo("The first rows took longer than 4 seconds.");
        assertThat(slow.columns()).hasSize(1);
    }

    @Test
    void aCatalogIsNotOfferedWhereItCouldNotWork() throws DatabaseConnectException {
        DatabaseSettings tls =
                DatabaseSettings.of(server.url() + "?sslmode=prefer", "reader", "a password", null, Secrets.none());
        assertThat(TableDefinition.catalog(tls)).isEmpty();
        assertThat(TableDefinition.catalogProblem(tls).orElseThrow()).contains("no parameters");
        DatabaseSettings open = DatabaseSettings.of(server.url(), "postgres", null, null, Secrets.none());
        assertThat(TableDefinition.catalogProblem(open).orElseThrow()).contains("without a password");
    }
}
