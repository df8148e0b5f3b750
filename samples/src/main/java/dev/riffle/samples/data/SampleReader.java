package dev.riffle.samples.data;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** Gives the rows of a data set by their position, each at its time where they are replayed. */
final class SampleReader implements GeneratorFunction<Long, RowData> {

    private static final long serialVersionUID = 1L;
    private static final long LONGEST_SLEEP_MILLIS = 200;

    private final String name;
    private final RowType rowType;
    private final double replaySpeed;
    private transient @Nullable SampleData data;
    private transient int @Nullable [] columns;
    private transient long startedAt;
    private transient long firstMillis;

    /** @param replaySpeed seconds of event time a second, 0 for all rows at once */
    SampleReader(String name, RowType rowType, double replaySpeed) {
        this.name = name;
        this.rowType = rowType;
        this.replaySpeed = replaySpeed;
    }

    @Override
    public void open(SourceReaderContext context) {
        SampleData loaded = Objects.requireNonNull(SampleData.load(name), name);
        data = loaded;
        columns = rowType.getFieldNames().stream()
                .mapToInt(loaded.columns()::indexOf)
                .toArray();
        startedAt = -1;
    }

    @Override
    public RowData map(Long index) throws InterruptedException {
        String[] texts = Objects.requireNonNull(data).rows().get(index.intValue());
        if (replaySpeed > 0) {
            await(time(texts[0]).toInstant(ZoneOffset.UTC).toEpochMilli());
        }
        int[] positions = Objects.requireNonNull(columns);
        GenericRowData row = new GenericRowData(positions.length);
        for (int i = 0; i < positions.length; i++) {
            row.setField(i, convert(texts[positions[i]], rowType.getTypeAt(i)));
        }
        return row;
    }

    private void await(long eventMillis) throws InterruptedException {
        if (startedAt < 0) {
            startedAt = System.currentTimeMillis();
            firstMillis = eventMillis;
        }
        long due = startedAt + Math.round((eventMillis - firstMillis) / replaySpeed);
        long left;
        while ((left = due - System.currentTimeMillis()) > 0) {
            Thread.sleep(Math.min(left, LONGEST_SLEEP_MILLIS));
        }
    }

    private static LocalDateTime time(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T'));
    }

    private static Object convert(String text, LogicalType type) {
        return switch (type.getTypeRoot()) {
            case CHAR, VARCHAR -> StringData.fromString(text);
            case TINYINT -> Byte.parseByte(text);
            case SMALLINT -> Short.parseShort(text);
            case INTEGER -> Integer.parseInt(text);
            case BIGINT -> Long.parseLong(text);
            case FLOAT -> Float.parseFloat(text);
            case DOUBLE -> Double.parseDouble(text);
            case DECIMAL ->
                Objects.requireNonNull(DecimalData.fromBigDecimal(
                        new BigDecimal(text), ((DecimalType) type).getPrecision(), ((DecimalType) type).getScale()));
            case DATE -> Math.toIntExact(time(text).toLocalDate().toEpochDay());
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                TimestampData.fromLocalDateTime(time(text));
            default -> throw new IllegalArgumentException("a sample has no values of type " + type.asSummaryString());
        };
    }
}
