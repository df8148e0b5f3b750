package dev.riffle.sessions.tap;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryFormat;
import org.apache.flink.table.data.binary.LazyBinaryFormat;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Estimates what a row takes in memory, in bytes, without a look at columns whose size is known from their type. */
final class RowSizes {

    private static final int ROW = 48;
    private static final int FIXED_VALUE = 16;
    private static final int NESTED_VALUE = 48;

    private final int fixed;
    private final RowData.FieldGetter[] variable;

    RowSizes(RowType type) {
        int known = ROW;
        List<RowData.FieldGetter> getters = new ArrayList<>();
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
            bytes += value == null ? 0 : FIXED_VALUE + ofVariable(value);
        }
        return bytes;
    }

    private static long ofVariable(Object value) {
        if (value instanceof LazyBinaryFormat<?> lazy) {
            // A text that has not been written yet has no bytes: asking for them would write it.
            Object object = lazy.getJavaObject();
            if (object instanceof String text) {
                return 2L * text.length();
            }
            return lazy.getBinarySection() == null ? NESTED_VALUE : lazy.getSizeInBytes();
        }
        if (value instanceof BinaryFormat binary) {
            return binary.getSizeInBytes();
        }
        if (value instanceof byte[] array) {
            return array.length;
        }
        if (value instanceof ArrayData array) {
            return (long) array.size() * NESTED_VALUE;
        }
        if (value instanceof MapData map) {
            return 2L * map.size() * NESTED_VALUE;
        }
        return value instanceof RowData nested ? (long) nested.getArity() * NESTED_VALUE : NESTED_VALUE;
    }
}
