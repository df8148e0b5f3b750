package dev.riffle.sessions.tap;

import org.apache.flink.core.memory.MemorySegmentFactory;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/**
 * Some columns of a row as a binary row: equal columns are equal binary rows, whatever the kind of the row. Confined to
 * one thread.
 */
final class RowKeys {

    private final int[] columns;
    private final int arity;
    private final RowData.FieldGetter[] fromRow;
    private final RowData.FieldGetter[] fromKey;
    private final RowDataSerializer serializer;
    private final GenericRowData projected;

    RowKeys(RowType rowType, int[] columns) {
        this.columns = columns.clone();
        this.arity = rowType.getFieldCount();
        this.fromRow = new RowData.FieldGetter[columns.length];
        this.fromKey = new RowData.FieldGetter[columns.length];
        LogicalType[] types = new LogicalType[columns.length];
        for (int i = 0; i < columns.length; i++) {
            types[i] = rowType.getTypeAt(columns[i]);
            fromRow[i] = RowData.createFieldGetter(types[i], columns[i]);
            fromKey[i] = RowData.createFieldGetter(types[i], i);
        }
        this.serializer = new RowDataSerializer(types);
        this.projected = new GenericRowData(RowKind.INSERT, columns.length);
    }

    /** The key of the row. The same object is filled again by the next call: copy what is to stay. */
    BinaryRowData of(RowData row) {
        for (int i = 0; i < fromRow.length; i++) {
            projected.setField(i, fromRow[i].getFieldOrNull(row));
        }
        return serializer.toBinaryRow(projected);
    }

    /** A row with the columns of the key, and NULL in all others. */
    RowData row(BinaryRowData key) {
        GenericRowData row = new GenericRowData(arity);
        for (int i = 0; i < columns.length; i++) {
            row.setField(columns[i], fromKey[i].getFieldOrNull(key));
        }
        return row;
    }

    static byte[] toBytes(BinaryRowData key) {
        byte[] bytes = new byte[key.getSizeInBytes()];
        key.getSegments()[0].get(key.getOffset(), bytes);
        return bytes;
    }

    BinaryRowData fromBytes(byte[] bytes) {
        BinaryRowData key = new BinaryRowData(columns.length);
        key.pointTo(MemorySegmentFactory.wrap(bytes), 0, bytes.length);
        return key;
    }
}
