package dev.riffle.sessions.inference;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a single value is. */
enum ScalarKind {
    BOOLEAN("BOOLEAN"),
    INTEGER("BIGINT"),
    /** Whole, beyond 64 bits. */
    LARGE_INTEGER("DECIMAL(38, 0)"),
    NUMBER("DOUBLE"),
    DATE("DATE"),
    SQL_TIMESTAMP("TIMESTAMP(3)"),
    SQL_INSTANT("TIMESTAMP_LTZ(3)"),
    ISO_TIMESTAMP("TIMESTAMP(3)"),
    ISO_INSTANT("TIMESTAMP_LTZ(3)"),
    TEXT("STRING");

    private static final Pattern DATE_FORM = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIMESTAMP_FORM =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})([T ])(\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)(Z?)");

    private final String sql;

    ScalarKind(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    boolean isTimestamp() {
        return this == SQL_TIMESTAMP || this == SQL_INSTANT || this == ISO_TIMESTAMP || this == ISO_INSTANT;
    }

    /** Whether Flink's formats read it where timestamps are written in that form. */
    boolean isReadAs(TimestampForm form) {
        return switch (this) {
            case SQL_TIMESTAMP, SQL_INSTANT -> form == TimestampForm.SQL;
            case ISO_TIMESTAMP, ISO_INSTANT -> form == TimestampForm.ISO_8601;
            default -> true;
        };
    }

    /** What both are. */
    ScalarKind merge(ScalarKind other) {
        if (this == other) {
            return this;
        }
        if (isNumber() && other.isNumber()) {
            return this == NUMBER || other == NUMBER ? NUMBER : LARGE_INTEGER;
        }
        return TEXT;
    }

    private boolean isNumber() {
        return this == INTEGER || this == LARGE_INTEGER || this == NUMBER;
    }

    /** What a text is, dates and timestamps told from others. */
    static ScalarKind ofText(String text) {
        try {
            if (DATE_FORM.matcher(text).matches()) {
                LocalDate.parse(text);
                return DATE;
            }
            Matcher timestamp = TIMESTAMP_FORM.matcher(text);
            if (timestamp.matches()) {
                LocalDateTime.parse(timestamp.group(1) + "T" + timestamp.group(3));
                boolean zoned = !timestamp.group(4).isEmpty();
                if (timestamp.group(2).equals("T")) {
                    return zoned ? ISO_INSTANT : ISO_TIMESTAMP;
                }
                return zoned ? SQL_INSTANT : SQL_TIMESTAMP;
            }
        } catch (DateTimeException noDate) {
            return TEXT;
        }
        return TEXT;
    }
}
