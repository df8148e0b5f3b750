package dev.riffle.workbench.connect.database;

import java.util.Optional;

/**
 * What Flink makes of a column, by its type as the driver tells it: flink-connector-jdbc-postgres 4.0 (its
 * {@code PostgresTypeMapper}, {@code PostgresDialect} and {@code AbstractDialectConverter}), but for what its mapper
 * declares and its converter can't read.
 *
 * @param flink the type in SQL; empty where the connector has none
 * @param note what differs, or why there is none; empty where there is nothing to say
 */
record ColumnType(Optional<String> flink, String note) {

    private static final int MOST_PRECISION = 38;
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    /**
     * @param name of the type, such as {@code int8}; of an array with {@code _} before it
     * @param precision as JDBC's metadata has it; 0 of a numeric without one
     * @param isEnumeration whether it is an enumerated type, which the driver reads as text
     */
    static ColumnType of(String name, int precision, int scale, boolean isEnumeration) {
        if (isEnumeration) {
            return plain("STRING");
        }
        if (!name.startsWith("_")) {
            return ofElement(name, precision, scale);
        }
        ColumnType element = ofElement(name.substring(1), precision, scale);
        return element.flink()
                .map(type -> new ColumnType(
                        Optional.of("ARRAY<" + type + ">"),
                        element.note().isEmpty() ? "can be read and not written" : element.note()))
                .orElse(element);
    }

    private static ColumnType ofElement(String name, int precision, int scale) {
        return switch (name) {
            case "bool" -> plain("BOOLEAN");
            case "bytea" -> plain("BYTES");
            case "int2", "smallserial" -> plain("SMALLINT");
            case "int4", "serial" -> plain("INT");
            case "int8", "bigserial" -> plain("BIGINT");
            case "float4" -> plain("FLOAT");
            case "float8" -> plain("DOUBLE");
            case "numeric" -> numeric(precision, scale);
            case "bpchar", "character" -> plain(precision == UNBOUNDED ? "STRING" : "CHAR(" + precision + ")");
            case "varchar" -> plain(precision == UNBOUNDED ? "STRING" : "VARCHAR(" + precision + ")");
            case "text" -> plain("STRING");
            case "date" -> plain("DATE");
            case "time" -> new ColumnType(Optional.of("TIME(0)"), scale == 0 ? "" : "read to the second");
            case "timestamp" -> plain(timestamp(scale));
            case "timestamptz" ->
                new ColumnType(
                        Optional.of(timestamp(scale)),
                        "a moment, read as the time of day in the time zone of the cluster's machines");
            default ->
                new ColumnType(
                        Optional.empty(), "the connector has no type for it; a view that casts it to text can be read");
        };
    }

    private static ColumnType plain(String type) {
        return new ColumnType(Optional.of(type), "");
    }

    private static ColumnType numeric(int precision, int scale) {
        if (precision == 0) {
            return new ColumnType(
                    Optional.of("DECIMAL(38, 18)"),
                    "a number without bounds: more than 20 digits before the point are read as NULL, digits after the "
                            + "18th are rounded");
        }
        if (precision > MOST_PRECISION || scale < 0 || scale > precision) {
            return new ColumnType(
                    Optional.empty(), "Flink's numbers have at most 38 digits, and 0 or more of them after the point");
        }
        return plain("DECIMAL(" + precision + ", " + scale + ")");
    }

    /** The connector refuses the precision 0. */
    private static String timestamp(int scale) {
        return "TIMESTAMP(" + Math.max(scale, 1) + ")";
    }
}
