package dev.riffle.sessions.changelog;

import java.util.List;

/**
 * The SQL type of a column.
 *
 * @param name root of the type
 * @param nullable whether NULL may occur
 * @param precision digits (DECIMAL), length (CHAR, VARCHAR, BINARY, VARBINARY), fractional digits of a second (TIME,
 *     TIMESTAMP, TIMESTAMP_LTZ, INTERVAL_DAY_TIME); 0 where the type has none
 * @param scale digits after the point (DECIMAL), else 0
 * @param children element (ARRAY, MULTISET), key and value (MAP), fields (ROW), else empty
 * @param fieldNames names of the fields of a ROW, else empty
 * @param summary the type as SQL writes it, e.g. {@code DECIMAL(10, 2) NOT NULL}
 */
public record ColumnType(
        TypeName name,
        boolean nullable,
        int precision,
        int scale,
        List<ColumnType> children,
        List<String> fieldNames,
        String summary) {

    public ColumnType {
        children = List.copyOf(children);
        fieldNames = List.copyOf(fieldNames);
        if (name == TypeName.ROW && children.size() != fieldNames.size()) {
            throw new IllegalArgumentException("a ROW has as many names as fields");
        }
    }

    /** A nullable type without parameters. */
    public static ColumnType of(TypeName name) {
        return new ColumnType(name, true, 0, 0, List.of(), List.of(), name.name());
    }
}
