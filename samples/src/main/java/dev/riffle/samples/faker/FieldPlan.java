package dev.riffle.samples.faker;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one field are made; travels with the job.
 *
 * @param name of the options of this field, e.g. {@code fields.address.city}
 * @param type of its values
 * @param expression of a plain value, null for nested ones
 * @param nullRate from 0 to 1
 * @param length elements of an ARRAY, MAP or MULTISET
 * @param children fields of a ROW; element of an ARRAY or MULTISET; key and value of a MAP
 */
record FieldPlan(
        String name,
        LogicalType type,
        @Nullable String expression,
        float nullRate,
        int length,
        List<FieldPlan> children)
        implements Serializable {

    private static final int MOST_ELEMENTS = 10_000;

    FieldPlan {
        children = new ArrayList<>(children);
    }

    static FieldPlan ofRow(RowType type, String name, Map<String, String> options, Set<String> used) {
        List<FieldPlan> children = new ArrayList<>();
        for (RowType.RowField field : type.getFields()) {
            children.add(of(field.getType(), name + "." + field.getName(), options, used));
        }
        return new FieldPlan(name, type, null, nullRate(name, options, used), 1, children);
    }

    private static FieldPlan of(LogicalType type, String name, Map<String, String> options, Set<String> used) {
        float nullRate = nullRate(name, options, used);
        LogicalTypeRoot root = type.getTypeRoot();
        if (root == LogicalTypeRoot.ROW) {
            return ofRow((RowType) type, name, options, used);
        }
        int length = length(name, options, used);
        if (root == LogicalTypeRoot.MAP) {
            FieldPlan key = of(type.getChildren().get(0), name + ".key", options, used);
            FieldPlan value = of(type.getChildren().get(1), name + ".value", options, used);
            return new FieldPlan(name, type, null, nullRate, length, List.of(key, value));
        }
        if (root == LogicalTypeRoot.ARRAY || root == LogicalTypeRoot.MULTISET) {
            FieldPlan element = of(type.getChildren().get(0), name, options, used);
            return new FieldPlan(
                    name,
                    type,
                    null,
                    nullRate,
                    length,
                    List.of(new FieldPlan(
                            element.name(),
                            element.type(),
                            element.expression(),
                            0,
                            element.length(),
                            element.children())));
        }
        String option = name + ".expression";
        used.add(option);
        String expression = options.get(option);
        if (expression == null) {
            throw new ValidationException("The option '" + option + "' is missing: it says how the values of type "
                    + type.asSummaryString() + " are made.");
        }
        return new FieldPlan(name, type, expression, nullRate, 1, List.of());
    }

    private static float nullRate(String name, Map<String, String> options, Set<String> used) {
        String option = name + ".null-rate";
        used.add(option);
        String text = options.get(option);
        if (text == null) {
            return 0;
        }
        try {
            float rate = Float.parseFloat(text);
            if (rate >= 0 && rate <= 1) {
                return rate;
            }
        } catch (NumberFormatException e) {
            // Said below, with the option's name.
        }
        throw new ValidationException("The option '" + option + "' is from 0 to 1, not '" + text + "'.");
    }

    private static int length(String name, Map<String, String> options, Set<String> used) {
        String option = name + ".length";
        used.add(option);
        String text = options.get(option);
        if (text == null) {
            return 1;
        }
        try {
            int length = Integer.parseInt(text.strip());
            if (length >= 0 && length <= MOST_ELEMENTS) {
                return length;
            }
        } catch (NumberFormatException e) {
            // Said below, with the option's name.
        }
        throw new ValidationException(
                "The option '" + option + "' is from 0 to " + MOST_ELEMENTS + ", not '" + text + "'.");
    }
}
