package dev.riffle.workbench.connect.database;

import dev.riffle.sessions.inference.SqlName;
import dev.riffle.sessions.statement.SecretReferences;
import dev.riffle.workbench.connect.database.TablePreview.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * SQL that makes a table of a database known to a session. The connector writes names into its own SQL as they are; so a
 * name that PostgreSQL needs quotes around is declared with these, and a computed column has it without.
 */
public final class TableDefinition {

    private static final String REFERENCE = "${";

    private TableDefinition() {}

    /** Empty where the connector can read no column, or the name could be taken for a reference. */
    public static Optional<String> of(DatabaseSettings settings, TablePreview table) {
        List<String> items = new ArrayList<>();
        Set<String> declared = new HashSet<>();
        String remarks = "";
        for (Column column : table.columns()) {
            if (column.flinkType().isEmpty() || column.name().contains(REFERENCE)) {
                remarks += remark(column.name() + " " + column.type() + " is left out: " + reason(column));
                continue;
            }
            boolean isQuoted = !column.quoted().equals(column.name());
            if (isQuoted) {
                remarks += remark(column.name() + ": a name with quotes can be read, not written or looked up");
            }
            if (!column.note().isEmpty()) {
                remarks += remark(column.name() + " " + column.type() + ": " + column.note());
            }
            items.add(remarks + "  " + SqlName.quoted(column.quoted()) + " "
                    + column.flinkType().get() + (column.isNullable() ? "" : " NOT NULL"));
            remarks = "";
            declared.add(column.name());
            if (isQuoted) {
                items.add("  " + SqlName.quoted(column.name()) + " AS " + SqlName.quoted(column.quoted()));
            }
        }
        if (items.isEmpty() || table.quoted().contains(REFERENCE)) {
            return Optional.empty();
        }
        if (!table.key().isEmpty() && declared.containsAll(table.key())) {
            items.add(remarks + "  PRIMARY KEY (" + key(table) + ") NOT ENFORCED");
            remarks = "";
        }
        return Optional.of("CREATE TABLE " + SqlName.quoted(table.name().name()) + " (\n" + String.join(",\n", items)
                + "\n" + remarks + ") WITH (\n" + options(settings, table) + "\n)");
    }

    private static String reason(Column column) {
        return column.flinkType().isEmpty() ? column.note() : "“${” in a name would be taken for a reference";
    }

    private static String key(TablePreview table) {
        List<String> names = new ArrayList<>();
        for (String name : table.key()) {
            table.columns().stream()
                    .filter(column -> column.name().equals(name))
                    .forEach(column -> names.add(SqlName.quoted(column.quoted())));
        }
        return String.join(", ", names);
    }

    private static String options(DatabaseSettings settings, TablePreview table) {
        // The driver says of text that it is varchar, which PostgreSQL does not compare with an enumeration.
        DatabaseUrl url = table.columns().stream().anyMatch(Column::isEnumeration)
                ? settings.url().with("stringtype", "unspecified")
                : settings.url();
        return String.join(
                ",\n",
                "  'connector' = 'jdbc'",
                "  'url' = " + SqlName.literal(url.toString()),
                "  'table-name' = " + SqlName.literal(table.quoted()),
                "  'username' = " + SqlName.literal(settings.user()),
                "  'password' = " + password(settings));
    }

    /** What makes all tables of the database known at once. */
    public static Optional<String> catalog(DatabaseSettings settings) {
        if (catalogProblem(settings).isPresent()) {
            return Optional.empty();
        }
        String database = settings.url().database();
        return Optional.of("CREATE CATALOG " + SqlName.quoted(database) + " WITH (\n"
                + String.join(
                        ",\n",
                        "  'type' = 'jdbc'",
                        "  'base-url' = " + SqlName.literal(settings.url().base()),
                        "  'default-database' = " + SqlName.literal(database),
                        "  'username' = " + SqlName.literal(settings.user()),
                        "  'password' = " + password(settings))
                + "\n)");
    }

    /** Why there is no such catalog. */
    public static Optional<String> catalogProblem(DatabaseSettings settings) {
        if (!settings.url().parameters().isEmpty()) {
            return Optional.of("A catalog takes no parameters of a URL, such as sslmode: use tables one by one.");
        }
        if (settings.password().isEmpty()) {
            return Optional.of("A catalog takes no user without a password: use tables one by one.");
        }
        if (!settings.url().database().matches("[^\\s/?&#%'`$]+")) {
            return Optional.of("A catalog takes no database with such a name: use tables one by one.");
        }
        return Optional.empty();
    }

    private static String password(DatabaseSettings settings) {
        return settings.password().isEmpty() ? "''" : "'" + SecretReferences.written(settings.secret()) + "'";
    }

    /** A name may have anything in it; a comment ends with its line. */
    private static String remark(String text) {
        return "  -- " + text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", " ") + "\n";
    }
}
