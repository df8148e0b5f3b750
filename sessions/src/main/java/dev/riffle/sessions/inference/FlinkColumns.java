package dev.riffle.sessions.inference;

import dev.riffle.sessions.inference.InferredColumn.TimeKind;
import java.util.List;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** How columns of Flink's types look in SQL. */
final class FlinkColumns {

    private FlinkColumns() {}

    static List<InferredColumn> of(RowType row) {
        return row.getFields().stream()
                .filter(field -> SqlName.isColumn(field.getName()))
                .limit(InferredTable.MOST_COLUMNS)
                .map(field -> {
                    LogicalType type = readable(field.getType());
                    return new InferredColumn(field.getName(), sql(type.copy(true)), timeOf(type));
                })
                .toList();
    }

    private static String sql(LogicalType type) {
        return type.asSerializableString()
                .replace("VARCHAR(2147483647)", "STRING")
                .replace("VARBINARY(2147483647)", "BYTES");
    }

    /** Flink's Avro reads no timestamps finer than milliseconds, but the numbers that they are. */
    private static LogicalType readable(LogicalType type) {
        return type.isAnyOf(LogicalTypeFamily.TIMESTAMP) && LogicalTypeChecks.getPrecision(type) > 3
                ? new BigIntType()
                : type;
    }

    private static TimeKind timeOf(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> TimeKind.TIMESTAMP;
            default -> TimeKind.NONE;
        };
    }
}
