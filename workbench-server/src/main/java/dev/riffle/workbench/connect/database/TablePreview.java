package dev.riffle.workbench.connect.database;

import dev.riffle.workbench.connect.database.DatabaseConnectException.Field;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a table is like.
 *
 * @param quoted its name as SQL of PostgreSQL needs it
 * @param key the columns of its primary key, in its order
 * @param rows the first ones, as text, null for NULL
 * @param rowsProblem why there are none; null where nothing went wrong
 */
public record TablePreview(
        TableName name,
        String quoted,
        List<Column> columns,
        List<String> key,
        List<List<@Nullable String>> rows,
        @Nullable String rowsProblem) {

    public static final int MOST_ROWS = 20;

    /** Of a value; what is longer ends in an ellipsis. */
    public static final int MOST_CHARACTERS = 200;

    /**
     * @param quoted its name as SQL of PostgreSQL needs it
     * @param type as PostgreSQL writes it
     * @param flinkType as Flink does; empty where the connector has none
     * @param note what differs, or why there is none; empty where there is nothing to say
     * @param isEnumeration whether its type is an enumerated one, which the driver reads as text
     */
    public record Column(
            String name,
            String quoted,
            String type,
            Optional<String> flinkType,
            String note,
            boolean isNullable,
            boolean isEnumeration) {}

    /** What the catalog says of a column. */
    private record Attribute(String name, String quoted, String type, boolean isNullable, int keyPosition) {}

    private static final Set<String> TEXT_TYPES = Set.of("text", "varchar", "name");

    private static final String RELATION = """
            SELECT c.oid::int8, quote_ident(n.nspname) || '.' || quote_ident(c.relname)
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f')""";

    /** Keywords that may be columns as they are need no quotes, though quote_ident gives them some. */
    private static final String ATTRIBUTES = """
            SELECT a.attname,
              CASE WHEN a.attname::text COLLATE "C" ~ '^[a-z_][a-z0-9_]*$' AND NOT EXISTS (
                  SELECT FROM pg_catalog.pg_get_keywords() k WHERE k.word = a.attname::text AND k.catcode IN ('R', 'T'))
                THEN a.attname::text ELSE quote_ident(a.attname) END,
              pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
              COALESCE((SELECT array_position(i.indkey::int2[], a.attnum) FROM pg_catalog.pg_index i
                WHERE i.indrelid = a.attrelid AND i.indisprimary), -1)
            FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = ?::int8::oid AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum""";

    public TablePreview {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        rows = List.copyOf(rows);
    }

    static TablePreview read(DatabaseConnection connection, TableName name)
            throws SQLException, DatabaseConnectException {
        long relation;
        String quoted;
        try (PreparedStatement statement = connection.prepare(RELATION)) {
            statement.setString(1, name.schema());
            statement.setString(2, name.name());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new DatabaseConnectException(
                            Field.TABLE, "There is no table or view “" + name + "” in the database. Capitals count.");
                }
                relation = row.getLong(1);
                quoted = row.getString(2);
            }
        }
        List<Attribute> attributes = attributes(connection, relation);
        if (attributes.isEmpty()) {
            throw new DatabaseConnectException(Field.TABLE, "The table “" + name + "” has no columns.");
        }
        List<Column> columns = columns(connection, quoted, attributes);
        List<String> key = attributes.stream()
                .filter(attribute -> attribute.keyPosition() >= 0)
                .sorted((a, b) -> Integer.compare(a.keyPosition(), b.keyPosition()))
                .map(Attribute::name)
                .toList();
        List<List<@Nullable String>> rows = new ArrayList<>();
        String problem = readRows(connection, quoted, columns, rows);
        return new TablePreview(name, quoted, columns, key, rows, problem);
    }

    private static List<Attribute> attributes(DatabaseConnection connection, long relation) throws SQLException {
        List<Attribute> attributes = new ArrayList<>();
        try (PreparedStatement statement = connection.prepare(ATTRIBUTES)) {
            statement.setLong(1, relation);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    attributes.add(new Attribute(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            !rows.getBoolean(4),
                            rows.getInt(5)));
                }
            }
        }
        return attributes;
    }

    /** Types as the driver tells them of a query: that is what the connector goes by, and of a domain its base type. */
    private static List<Column> columns(DatabaseConnection connection, String quoted, List<Attribute> attributes)
            throws SQLException {
        List<Column> columns = new ArrayList<>();
        String sql = "SELECT " + attributes.stream().map(Attribute::quoted).collect(Collectors.joining(", ")) + " FROM "
                + quoted + " WHERE FALSE";
        try (PreparedStatement statement = connection.prepare(sql);
                ResultSet none = statement.executeQuery()) {
            ResultSetMetaData metadata = none.getMetaData();
            for (int i = 0; i < attributes.size(); i++) {
                Attribute attribute = attributes.get(i);
                boolean isEnumeration = isEnumeration(metadata, i + 1);
                ColumnType type = ColumnType.of(
                        metadata.getColumnTypeName(i + 1),
                        metadata.getPrecision(i + 1),
                        metadata.getScale(i + 1),
                        isEnumeration);
                columns.add(new Column(
                        attribute.name(),
                        attribute.quoted(),
                        attribute.type(),
                        type.flink(),
                        type.note(),
                        attribute.isNullable(),
                        isEnumeration));
            }
        }
        return columns;
    }

    /** The driver has no other types that it tells as text. */
    private static boolean isEnumeration(ResultSetMetaData metadata, int column) throws SQLException {
        return metadata.getColumnType(column) == Types.VARCHAR
                && !TEXT_TYPES.contains(metadata.getColumnTypeName(column));
    }

    /** Cut by the server: a value may be far larger than what is shown of it. Returns what went wrong, null where nothing did. */
    private static @Nullable String readRows(
            DatabaseConnection connection, String quoted, List<Column> columns, List<List<@Nullable String>> rows)
            throws SQLException {
        String sql = "SELECT "
                + columns.stream()
                        .map(column -> "left((" + column.quoted() + ")::text, " + (MOST_CHARACTERS + 1) + ")")
                        .collect(Collectors.joining(", "))
                + " FROM " + quoted + " LIMIT " + MOST_ROWS;
        try (PreparedStatement statement = connection.prepare(sql);
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                List<@Nullable String> values = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    values.add(shortened(found.getString(i)));
                }
                rows.add(values);
            }
            return null;
        } catch (SQLException e) {
            if ("42501".equals(e.getSQLState())) {
                throw e;
            }
            rows.clear();
            return "57014".equals(e.getSQLState())
                    ? "The first rows took longer than " + DatabaseConnection.STATEMENT_SECONDS + " seconds."
                    : "The first rows can't be read: " + DatabaseFailure.firstLine(e);
        }
    }

    private static @Nullable String shortened(@Nullable String value) {
        return value == null || value.codePointCount(0, value.length()) <= MOST_CHARACTERS
                ? value
                : value.substring(0, value.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
    }
}
