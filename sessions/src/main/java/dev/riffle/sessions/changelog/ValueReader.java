package dev.riffle.sessions.changelog;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RawValueData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DistinctType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RawType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.table.utils.DateTimeUtils;
import org.jspecify.annotations.Nullable;

/** Reads a value in Flink's internal form as this package's description says. Not null in, not null out. */
@FunctionalInterface
interface ValueReader {

    Object read(Object internal);

    /** What reads values of a type. */
    static ValueReader of(LogicalType type, ZoneId zone) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> internal -> internal;
            case TINYINT, SMALLINT, INTEGER, BIGINT -> internal -> ((Number) internal).longValue();
            case DOUBLE -> internal -> internal;
            case FLOAT -> internal -> Double.valueOf(internal.toString());
            case DECIMAL -> internal -> ((DecimalData) internal).toBigDecimal().toPlainString();
            case DATE -> internal -> LocalDate.ofEpochDay((Integer) internal).toString();
            case TIME_WITHOUT_TIME_ZONE -> {
                DateTimeFormatter format = time(LogicalTypeChecks.getPrecision(type));
                yield internal -> format.format(LocalTime.ofNanoOfDay(((Integer) internal).longValue() * 1_000_000));
            }
            case TIMESTAMP_WITHOUT_TIME_ZONE -> {
                DateTimeFormatter format = timestamp(LogicalTypeChecks.getPrecision(type));
                yield internal -> format.format(((TimestampData) internal).toLocalDateTime());
            }
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> {
                DateTimeFormatter format = timestamp(LogicalTypeChecks.getPrecision(type));
                yield internal -> {
                    Instant instant = ((TimestampData) internal).toInstant();
                    return format.format(LocalDateTime.ofInstant(instant, zone));
                };
            }
            case INTERVAL_YEAR_MONTH -> internal -> DateTimeUtils.formatIntervalYearMonth((Integer) internal);
            case INTERVAL_DAY_TIME -> internal -> DateTimeUtils.formatIntervalDayTime((Long) internal);
            case BINARY, VARBINARY -> internal -> Base64.getEncoder().encodeToString((byte[]) internal);
            case ARRAY -> {
                LogicalType element = type.getChildren().get(0);
                yield internal -> list((ArrayData) internal, element, of(element, zone));
            }
            case MAP -> {
                LogicalType key = type.getChildren().get(0);
                LogicalType value = type.getChildren().get(1);
                yield internal -> entries((MapData) internal, key, of(key, zone), value, of(value, zone));
            }
            case MULTISET -> {
                LogicalType element = type.getChildren().get(0);
                LogicalType count = new org.apache.flink.table.types.logical.IntType(false);
                yield internal -> entries((MapData) internal, element, of(element, zone), count, of(count, zone));
            }
            case ROW, STRUCTURED_TYPE -> {
                RowReader fields = new RowReader(type.getChildren(), zone);
                yield internal -> fields.read((RowData) internal);
            }
            case DISTINCT_TYPE -> of(((DistinctType) type).getSourceType(), zone);
            case RAW -> internal -> raw((RawType<?>) type, (RawValueData<?>) internal);
            default -> Object::toString;
        };
    }

    private static DateTimeFormatter time(int precision) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().appendPattern("HH:mm:ss");
        if (precision > 0) {
            builder.appendFraction(ChronoField.NANO_OF_SECOND, precision, precision, true);
        }
        return builder.toFormatter(java.util.Locale.ROOT);
    }

    private static DateTimeFormatter timestamp(int precision) {
        return new DateTimeFormatterBuilder()
                .append(DateTimeFormatter.ISO_LOCAL_DATE)
                .appendLiteral(' ')
                .append(time(precision))
                .toFormatter(java.util.Locale.ROOT);
    }

    private static List<@Nullable Object> list(ArrayData array, LogicalType element, ValueReader reader) {
        ArrayData.ElementGetter getter = ArrayData.createElementGetter(element);
        List<@Nullable Object> values = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            Object internal = getter.getElementOrNull(array, i);
            values.add(internal == null ? null : reader.read(internal));
        }
        return Collections.unmodifiableList(values);
    }

    private static List<List<@Nullable Object>> entries(
            MapData map, LogicalType key, ValueReader keyReader, LogicalType value, ValueReader valueReader) {
        List<@Nullable Object> keys = list(map.keyArray(), key, keyReader);
        List<@Nullable Object> values = list(map.valueArray(), value, valueReader);
        List<List<@Nullable Object>> entries = new ArrayList<>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            List<@Nullable Object> entry = new ArrayList<>(2);
            entry.add(keys.get(i));
            entry.add(values.get(i));
            entries.add(Collections.unmodifiableList(entry));
        }
        return Collections.unmodifiableList(entries);
    }

    private static <T> String raw(RawType<T> type, RawValueData<?> value) {
        @SuppressWarnings("unchecked") // A value of a RAW type is of the type's class.
        RawValueData<T> typed = (RawValueData<T>) value;
        return String.valueOf(typed.toObject(type.getTypeSerializer()));
    }
}
