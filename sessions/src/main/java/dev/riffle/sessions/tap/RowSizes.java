package dev.riffle.sessions.tap;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryFormat;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Estimates what a row takes in memory, in bytes, without a look at columns whose size is known from their type. */
final class RowSizes {

    private static final int ROW = 48;
    private static final int FIXED_VALUE = 16;
    private static final int NESTED_VALUE = 256;

    private final int fixed;
    private final RowData.FieldGetter[] variable;

    RowSizes(RowType type) {
        int known = ROW;
        java.util.List<RowData.FieldGetter> getters = new java.util.ArrayList<>();
        for (int i = 0; i < type.getFieldCount(); i++) {
            LogicalType column = type.getTypeAt(i);
            switch (column.getTypeRoot()) {
                case CHAR, VARCHAR, BINARY, VARBINARY, ARRAY, MAP, MULTISET, ROW, STRUCTURED_TYPE, RAW, VARIANT ->
                    getters.add(RowData.createFieldGetter(column, i));
                default -> known += FIXED_VALUE;
            }
        }
        fixed = known;
        variable = getters.toArray(new RowData.FieldGetter[0]);
    }

    long of(RowData row) {
        long bytes = fixed;
        for (RowData.FieldGetter getter : variable) {
            Object value = getter.getFieldOrNull(row);
            if (value instanceof BinaryFormat binary && binary.getSegments() != null) {
                bytes += FIXED_VALUE + binary.getSizeInBytes();
            } else if (value instanceof BinaryStringData text) {
                bytes += FIXED_VALUE + 2L * text.toString().length();
            } else if (value instanceof StringData text) {
                bytes += FIXED_VALUE + 2L * text.toString().length();
            } else if (value instanceof byte[] array) {
                bytes += FIXED_VALUE + array.length;
            } else if (value != null) {
                bytes += NESTED_VALUE;
            }
        }
        return bytes;
    }
}
