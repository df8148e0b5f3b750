package dev.riffle.sessions.tap;

import java.io.IOException;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/** Encodes some columns of a row, equal columns to equal bytes. Confined to one thread. */
final class RowEncoder implements RowBytes.Encoder {

    private final RowData.FieldGetter[] getters;
    private final RowDataSerializer serializer;
    private final GenericRowData projected;
    private final DataOutputSerializer output = new DataOutputSerializer(128);

    RowEncoder(RowType rowType, int[] columns) {
        this.getters = new RowData.FieldGetter[columns.length];
        LogicalType[] types = new LogicalType[columns.length];
        for (int i = 0; i < columns.length; i++) {
            types[i] = rowType.getTypeAt(columns[i]);
            getters[i] = RowData.createFieldGetter(types[i], columns[i]);
        }
        this.serializer = new RowDataSerializer(types);
        this.projected = new GenericRowData(RowKind.INSERT, columns.length);
    }

    @Override
    public RowBytes encode(RowData row) throws IOException {
        for (int i = 0; i < getters.length; i++) {
            projected.setField(i, getters[i].getFieldOrNull(row));
        }
        output.clear();
        serializer.serialize(projected, output);
        return new RowBytes(output.getCopyOfBuffer());
    }
}
