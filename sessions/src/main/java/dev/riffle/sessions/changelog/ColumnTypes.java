package dev.riffle.sessions.changelog;

import java.util.List;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.types.logical.DistinctType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.StructuredType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.table.types.logical.utils.LogicalTypeUtils;

/** Flink's types as ours. */
public final class ColumnTypes {

    private ColumnTypes() {}

    /** The columns of a result. */
    public static List<Column> columns(ResolvedSchema schema) {
        return schema.getColumns().stream()
                .map(column -> new Column(
                        column.getName(),
                        of(LogicalTypeUtils.removeTimeAttributes(
                                column.getDataType().getLogicalType()))))
                .toList();
    }

    /** A type and all that it is made of. */
    public static ColumnType of(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case NULL -> plain(TypeName.NULL, type);
            case BOOLEAN -> plain(TypeName.BOOLEAN, type);
            case TINYINT -> plain(TypeName.TINYINT, type);
            case SMALLINT -> plain(TypeName.SMALLINT, type);
            case INTEGER -> plain(TypeName.INTEGER, type);
            case BIGINT -> plain(TypeName.BIGINT, type);
            case FLOAT -> plain(TypeName.FLOAT, type);
            case DOUBLE -> plain(TypeName.DOUBLE, type);
            case DATE -> plain(TypeName.DATE, type);
            case CHAR -> sized(TypeName.CHAR, type, LogicalTypeChecks.getLength(type));
            case VARCHAR -> sized(TypeName.VARCHAR, type, LogicalTypeChecks.getLength(type));
            case BINARY -> sized(TypeName.BINARY, type, LogicalTypeChecks.getLength(type));
            case VARBINARY -> sized(TypeName.VARBINARY, type, LogicalTypeChecks.getLength(type));
            case TIME_WITHOUT_TIME_ZONE -> sized(TypeName.TIME, type, LogicalTypeChecks.getPrecision(type));
            case TIMESTAMP_WITHOUT_TIME_ZONE -> sized(TypeName.TIMESTAMP, type, LogicalTypeChecks.getPrecision(type));
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                sized(TypeName.TIMESTAMP_LTZ, type, LogicalTypeChecks.getPrecision(type));
            case INTERVAL_YEAR_MONTH -> plain(TypeName.INTERVAL_YEAR_MONTH, type);
            case INTERVAL_DAY_TIME ->
                sized(TypeName.INTERVAL_DAY_TIME, type, LogicalTypeChecks.getFractionalPrecision(type));
            case DECIMAL ->
                new ColumnType(
                        TypeName.DECIMAL,
                        type.isNullable(),
                        LogicalTypeChecks.getPrecision(type),
                        LogicalTypeChecks.getScale(type),
                        List.of(),
                        List.of(),
                        summary(type));
            case ARRAY -> nested(TypeName.ARRAY, type, List.of());
            case MULTISET -> nested(TypeName.MULTISET, type, List.of());
            case MAP -> nested(TypeName.MAP, type, List.of());
            case ROW -> nested(TypeName.ROW, type, LogicalTypeChecks.getFieldNames(type));
            case STRUCTURED_TYPE ->
                nested(
                        TypeName.ROW,
                        type,
                        ((StructuredType) type)
                                .getAttributes().stream()
                                        .map(StructuredType.StructuredAttribute::getName)
                                        .toList());
            case DISTINCT_TYPE -> of(((DistinctType) type).getSourceType());
            case VARIANT -> plain(TypeName.VARIANT, type);
            default -> plain(TypeName.RAW, type);
        };
    }

    private static ColumnType plain(TypeName name, LogicalType type) {
        return sized(name, type, 0);
    }

    private static ColumnType sized(TypeName name, LogicalType type, int precision) {
        return new ColumnType(name, type.isNullable(), precision, 0, List.of(), List.of(), summary(type));
    }

    private static ColumnType nested(TypeName name, LogicalType type, List<String> fieldNames) {
        List<ColumnType> children =
                type.getChildren().stream().map(ColumnTypes::of).toList();
        return new ColumnType(name, type.isNullable(), 0, 0, children, fieldNames, summary(type));
    }

    private static String summary(LogicalType type) {
        String summary = type.asSummaryString().replace("VARCHAR(2147483647)", "STRING");
        return summary.replace("VARBINARY(2147483647)", "BYTES");
    }
}
