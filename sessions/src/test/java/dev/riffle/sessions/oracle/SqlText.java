package dev.riffle.sessions.oracle;

import dev.riffle.sessions.changelog.Column;
import dev.riffle.sessions.changelog.ColumnType;
import dev.riffle.sessions.changelog.Schema;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Prints the values of a view as SQL Client prints them, written apart from the code that reads them. */
final class SqlText {

    private SqlText() {}

    static String row(Schema schema, List<@Nullable Object> values) {
        StringJoiner row = new StringJoiner(" | ");
        List<Column> columns = schema.columns();
        for (int i = 0; i < columns.size(); i++) {
            Object value = values.get(i);
            row.add(value == null ? "<NULL>" : value(columns.get(i).type(), value));
        }
        return row.toString();
    }

    private static String nested(ColumnType type, @Nullable Object value) {
        return value == null ? "NULL" : value(type, value);
    }

    private static String value(ColumnType type, Object value) {
        return switch (type.name()) {
            case NULL -> "<NULL>";
            case BOOLEAN -> value.toString().toUpperCase(java.util.Locale.ROOT);
            case FLOAT -> Float.toString(((Double) value).floatValue());
            case BINARY, VARBINARY ->
                "x'" + HexFormat.of().formatHex(Base64.getDecoder().decode((String) value)) + "'";
            case ARRAY -> {
                StringJoiner elements = new StringJoiner(", ", "[", "]");
                list(value)
                        .forEach(element -> elements.add(nested(type.children().get(0), element)));
                yield elements.toString();
            }
            case MAP -> entries(value, type.children().get(0), type.children().get(1));
            case MULTISET -> entries(value, type.children().get(0), null);
            case ROW -> {
                StringJoiner fields = new StringJoiner(", ", "(", ")");
                List<@Nullable Object> values = list(value);
                for (int i = 0; i < values.size(); i++) {
                    fields.add(nested(type.children().get(i), values.get(i)));
                }
                yield fields.toString();
            }
            case TINYINT,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    DECIMAL,
                    DOUBLE,
                    CHAR,
                    VARCHAR,
                    DATE,
                    TIME,
                    TIMESTAMP,
                    TIMESTAMP_LTZ,
                    INTERVAL_YEAR_MONTH,
                    INTERVAL_DAY_TIME,
                    VARIANT,
                    RAW -> value.toString();
        };
    }

    private static String entries(Object value, ColumnType key, @Nullable ColumnType element) {
        StringJoiner entries = new StringJoiner(", ", "{", "}");
        for (Object entry : list(value)) {
            List<@Nullable Object> pair = list(Objects.requireNonNull(entry));
            entries.add(nested(key, pair.get(0)) + "="
                    + (element == null ? String.valueOf(pair.get(1)) : nested(element, pair.get(1))));
        }
        return entries.toString();
    }

    private static List<@Nullable Object> list(Object value) {
        return new ArrayList<>((List<?>) value);
    }
}
