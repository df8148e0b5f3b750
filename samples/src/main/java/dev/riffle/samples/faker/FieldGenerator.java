package dev.riffle.samples.faker;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import net.datafaker.Faker;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/** Makes values of one field in Flink's internal form. Confined to one thread. */
final class FieldGenerator {

    private final FieldPlan plan;
    private final @Nullable Expression expression;
    private final List<FieldGenerator> children;

    private FieldGenerator(FieldPlan plan, Faker faker) {
        this.plan = plan;
        this.children = plan.children().stream()
                .map(child -> new FieldGenerator(child, faker))
                .toList();
        String text = plan.expression();
        try {
            this.expression = text == null ? null : Expression.compile(text, faker);
        } catch (RuntimeException e) {
            throw invalid(e);
        }
    }

    static FieldGenerator of(FieldPlan plan) {
        return new FieldGenerator(plan, new Faker());
    }

    private ValidationException invalid(RuntimeException cause) {
        return new ValidationException(
                "The option '" + plan.name() + ".expression' = '" + plan.expression() + "' makes no value of type "
                        + plan.type().asSummaryString() + ": " + cause.getMessage(),
                cause);
    }

    /** Makes one value of every part, so that a wrong expression is said before a job starts. */
    void tryOut() {
        children.forEach(FieldGenerator::tryOut);
        if (expression != null) {
            try {
                value();
            } catch (RuntimeException e) {
                throw invalid(e);
            }
        }
    }

    @Nullable
    Object next() {
        if (plan.nullRate() > 0 && ThreadLocalRandom.current().nextFloat() < plan.nullRate()) {
            return null;
        }
        return value();
    }

    private Object value() {
        return switch (plan.type().getTypeRoot()) {
            case ROW -> {
                GenericRowData row = new GenericRowData(children.size());
                for (int i = 0; i < children.size(); i++) {
                    row.setField(i, children.get(i).next());
                }
                yield row;
            }
            case ARRAY -> {
                Object[] elements = new Object[plan.length()];
                for (int i = 0; i < elements.length; i++) {
                    elements[i] = children.get(0).next();
                }
                yield new GenericArrayData(elements);
            }
            case MAP -> {
                Map<Object, @Nullable Object> entries = new HashMap<>();
                for (int i = 0; i < plan.length(); i++) {
                    entries.put(children.get(0).value(), children.get(1).next());
                }
                yield new GenericMapData(entries);
            }
            case MULTISET -> {
                Map<Object, Integer> counts = new HashMap<>();
                for (int i = 0; i < plan.length(); i++) {
                    counts.merge(children.get(0).value(), 1, Integer::sum);
                }
                yield new GenericMapData(counts);
            }
            default -> {
                if (expression == null) {
                    throw new IllegalStateException("no expression for " + plan.name());
                }
                yield convert(expression.next(), plan.type());
            }
        };
    }

    private static Object convert(Object value, LogicalType type) {
        String text = value.toString();
        return switch (type.getTypeRoot()) {
            case CHAR, VARCHAR -> StringData.fromString(text);
            case BOOLEAN -> Boolean.parseBoolean(text);
            case BINARY, VARBINARY -> text.getBytes(StandardCharsets.UTF_8);
            case TINYINT -> Byte.parseByte(text);
            case SMALLINT -> Short.parseShort(text);
            case INTEGER -> value instanceof Long number ? Math.toIntExact(number) : Integer.parseInt(text);
            case BIGINT -> value instanceof Long number ? number : Long.valueOf(text);
            case FLOAT -> Float.parseFloat(text);
            case DOUBLE -> Double.parseDouble(text);
            case DECIMAL -> {
                DecimalType decimal = (DecimalType) type;
                DecimalData data =
                        DecimalData.fromBigDecimal(new BigDecimal(text), decimal.getPrecision(), decimal.getScale());
                if (data == null) {
                    throw new IllegalArgumentException(text + " has too many digits");
                }
                yield data;
            }
            case DATE -> Math.toIntExact(date(value, text).toEpochDay());
            case TIME_WITHOUT_TIME_ZONE -> (int) (clock(value, text).toNanoOfDay() / 1_000_000);
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                TimestampData.fromLocalDateTime(moment(value, text));
            case INTERVAL_YEAR_MONTH -> Integer.parseInt(text);
            case INTERVAL_DAY_TIME -> Long.parseLong(text);
            default -> throw new IllegalArgumentException("faker makes no values of this type");
        };
    }

    private static LocalDateTime moment(Object value, String text) {
        return value instanceof LocalDateTime time ? time : Expression.time(text);
    }

    private static LocalDate date(Object value, String text) {
        return text.matches("\\d{4}-\\d{2}-\\d{2}")
                ? LocalDate.parse(text)
                : moment(value, text).toLocalDate();
    }

    private static LocalTime clock(Object value, String text) {
        return text.matches("\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?")
                ? LocalTime.parse(text)
                : moment(value, text).toLocalTime();
    }
}
