package dev.riffle.sessions.inference;

import dev.riffle.sessions.inference.InferredColumn.TimeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes columns of what samples have in common. */
final class SampleColumns {

    /** From 2001 to 2100. */
    private static final long FIRST_SECOND = 978_307_200L;

    private static final long LAST_SECOND = 4_102_444_800L;

    /** A number of that size alone may be anything: its name has to speak of time, too. */
    private static final Pattern TIME_NAME =
            Pattern.compile("(?i)(^|_)(ts|ms|at|on|when|millis)(_|$)|time|stamp|date|epoch|(?-i:[a-z](At|Ts|On|Ms)$)");

    private SampleColumns() {}

    /**
     * @param types by name of the column
     * @param ranges of the whole numbers that a column has
     * @param present how many samples have a value for a column: a time that is missing in one ends a query
     * @param samples how many there are
     */
    static List<InferredColumn> of(
            Map<String, SampleType> types,
            Map<String, WholeNumbers> ranges,
            Map<String, Integer> present,
            int samples,
            TimestampForm form) {
        List<InferredColumn> columns = new ArrayList<>();
        types.forEach((name, type) -> {
            TimeKind time = present.getOrDefault(name, 0) == samples
                    ? timeOf(name, type, ranges.get(name), form)
                    : TimeKind.NONE;
            columns.add(new InferredColumn(name, SampleType.sql(type, form), time));
        });
        return columns;
    }

    /** The form that most timestamps have; each sample's each column counts once. */
    static TimestampForm formOf(Iterable<SampleType> types) {
        int[] counts = new int[2];
        types.forEach(type -> count(type, counts));
        return counts[1] > counts[0] ? TimestampForm.ISO_8601 : TimestampForm.SQL;
    }

    private static void count(SampleType type, int[] counts) {
        if (type instanceof SampleType.Scalar scalar && scalar.kind().isTimestamp()) {
            counts[scalar.kind().isReadAs(TimestampForm.SQL) ? 0 : 1]++;
        } else if (type instanceof SampleType.Array array) {
            count(array.element(), counts);
        } else if (type instanceof SampleType.Row row) {
            row.fields().values().forEach(field -> count(field, counts));
        }
    }

    private static TimeKind timeOf(String name, SampleType type, @Nullable WholeNumbers range, TimestampForm form) {
        if (!(type instanceof SampleType.Scalar scalar)) {
            return TimeKind.NONE;
        }
        if (scalar.kind().isTimestamp()) {
            return scalar.kind().isReadAs(form) ? TimeKind.TIMESTAMP : TimeKind.TEXT;
        }
        if (scalar.kind() != ScalarKind.INTEGER
                || range == null
                || !TIME_NAME.matcher(name).find()) {
            return TimeKind.NONE;
        }
        if (range.isWithin(FIRST_SECOND, LAST_SECOND)) {
            return TimeKind.EPOCH_SECONDS;
        }
        return range.isWithin(FIRST_SECOND * 1_000, LAST_SECOND * 1_000) ? TimeKind.EPOCH_MILLISECONDS : TimeKind.NONE;
    }

    /** The least and the greatest of whole numbers. */
    record WholeNumbers(long least, long greatest) {

        WholeNumbers with(long number) {
            return new WholeNumbers(Math.min(least, number), Math.max(greatest, number));
        }

        boolean isWithin(long from, long to) {
            return least >= from && greatest <= to;
        }
    }
}
