package dev.riffle.workbench.connect.database;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user may read in a database, by schema and name.
 *
 * @param version of the server
 * @param more whether there are more than are told
 */
public record DatabaseTables(String version, List<Table> tables, boolean more) {

    public static final int MOST_TABLES = 1_000;

    /**
     * @param rows as the server estimates them; null where it does not: of views, and before the first ANALYZE
     * @param key the columns of the primary key, in its order
     */
    public record Table(TableName name, Kind kind, @Nullable Long rows, List<String> key) {

        public Table {
            key = List.copyOf(key);
        }
    }

    public enum Kind {
        TABLE,
        VIEW,
        MATERIALIZED_VIEW,
        FOREIGN_TABLE;

        static Kind of(String relationKind) {
            return switch (relationKind) {
                case "v" -> VIEW;
                case "m" -> MATERIALIZED_VIEW;
                case "f" -> FOREIGN_TABLE;
                default -> TABLE;
            };
        }
    }

    private static final String SQL = """
            SELECT n.nspname, c.relname, c.relkind, c.reltuples, c.relpages,
              (SELECT array_agg(a.attname::text ORDER BY array_position(i.indkey::int2[], a.attnum))
                FROM pg_catalog.pg_index i
                JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey::int2[])
                WHERE i.indrelid = c.oid AND i.indisprimary) AS key
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
              AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
              AND has_schema_privilege(n.oid, 'USAGE') AND has_any_column_privilege(c.oid, 'SELECT')
              AND position(lower(?) IN lower(n.nspname || '.' || c.relname)) > 0
            ORDER BY n.nspname = 'public' DESC, n.nspname, c.relname
            LIMIT""" + " " + (MOST_TABLES + 1);

    public DatabaseTables {
        tables = List.copyOf(tables);
    }

    /** @param search in {@code schema.name}, without regard to capitals */
    static DatabaseTables read(DatabaseConnection connection, String search) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (PreparedStatement statement = connection.prepare(SQL)) {
            statement.setString(1, search);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    tables.add(table(rows));
                }
            }
        }
        boolean more = tables.size() > MOST_TABLES;
        return new DatabaseTables(connection.serverVersion(), more ? tables.subList(0, MOST_TABLES) : tables, more);
    }

    private static Table table(ResultSet row) throws SQLException {
        Kind kind = Kind.of(row.getString("relkind"));
        return new Table(
                new TableName(row.getString("nspname"), row.getString("relname")), kind, estimate(row, kind), key(row));
    }

    /** Before PostgreSQL 14 a table that was never analysed has no rows and no pages; later ones say -1. */
    private static @Nullable Long estimate(ResultSet row, Kind kind) throws SQLException {
        long rows = (long) row.getDouble("reltuples");
        boolean isKnown = rows > 0 || (rows == 0 && row.getInt("relpages") > 0);
        return kind == Kind.VIEW || !isKnown ? null : Long.valueOf(rows);
    }

    private static List<String> key(ResultSet row) throws SQLException {
        Array key = row.getArray("key");
        return key == null ? List.of() : List.of((String[]) key.getArray());
    }
}
