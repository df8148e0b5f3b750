package dev.riffle.sessions.changelog;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/** Reads rows in Flink's internal form as this package's description says. Safe for use from any thread. */
public final class RowReader {

    private final RowData.FieldGetter[] getters;
    private final ValueReader[] readers;

    /**
     * Makes the reader of rows with these columns.
     *
     * @param zone in which TIMESTAMP_LTZ is shown
     */
    public RowReader(List<LogicalType> types, ZoneId zone) {
        getters = new RowData.FieldGetter[types.size()];
        readers = new ValueReader[types.size()];
        for (int i = 0; i < types.size(); i++) {
            getters[i] = RowData.createFieldGetter(types.get(i), i);
            readers[i] = ValueReader.of(types.get(i), zone);
        }
    }

    public List<@Nullable Object> read(RowData row) {
        List<@Nullable Object> values = new ArrayList<>(getters.length);
        for (int i = 0; i < getters.length; i++) {
            Object internal = getters[i].getFieldOrNull(row);
            values.add(internal == null ? null : readers[i].read(internal));
        }
        return Collections.unmodifiableList(values);
    }
}
