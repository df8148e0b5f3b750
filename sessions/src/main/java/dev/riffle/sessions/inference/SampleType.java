package dev.riffle.sessions.inference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The type of one value, or of several merged. */
sealed interface SampleType {

    /** Nothing but nulls. */
    record Unknown() implements SampleType {}

    record Scalar(ScalarKind kind) implements SampleType {}

    record Row(Map<String, SampleType> fields) implements SampleType {}

    record Array(SampleType element) implements SampleType {}

    SampleType UNKNOWN = new Unknown();
    SampleType TEXT = new Scalar(ScalarKind.TEXT);

    /** What both are; text where they differ too much. */
    static SampleType merge(SampleType one, SampleType other) {
        if (one instanceof Unknown) {
            return other;
        }
        if (other instanceof Unknown) {
            return one;
        }
        if (one instanceof Scalar left && other instanceof Scalar right) {
            return new Scalar(left.kind().merge(right.kind()));
        }
        if (one instanceof Array left && other instanceof Array right) {
            return new Array(merge(left.element(), right.element()));
        }
        if (one instanceof Row left && other instanceof Row right) {
            Map<String, SampleType> fields = new LinkedHashMap<>(left.fields());
            right.fields().forEach((name, type) -> {
                if (fields.containsKey(name) || fields.size() < InferredTable.MOST_COLUMNS) {
                    fields.merge(name, type, SampleType::merge);
                }
            });
            return new Row(fields);
        }
        return TEXT;
    }

    /** In SQL, for a table whose timestamps are written in that form: others stay text. */
    static String sql(SampleType type, TimestampForm form) {
        if (type instanceof Scalar scalar) {
            return (scalar.kind().isReadAs(form) ? scalar.kind() : ScalarKind.TEXT).sql();
        }
        if (type instanceof Array array) {
            return "ARRAY<" + sql(array.element(), form) + ">";
        }
        if (type instanceof Row row && !row.fields().isEmpty()) {
            return row.fields().entrySet().stream()
                    .map(field -> SqlName.quoted(field.getKey()) + " " + sql(field.getValue(), form))
                    .collect(Collectors.joining(", ", "ROW<", ">"));
        }
        return ScalarKind.TEXT.sql();
    }
}
