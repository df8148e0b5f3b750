package dev.riffle.sessions.statement;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The value of an input when a statement runs.
 *
 * @param values in their canonical form: none for no value, more than one only where a list is meant
 */
public record InputValue(InputType type, List<String> values) {

    public static final int MOST_VALUES = 100;

    public InputValue {
        values = List.copyOf(values);
        if (values.size() > MOST_VALUES) {
            throw new IllegalArgumentException("an input has at most " + MOST_VALUES + " values");
        }
        for (String value : values) {
            if (!type.canonical(value).filter(value::equals).isPresent()) {
                throw new IllegalArgumentException("a value is " + type.described());
            }
        }
    }

    /** One literal, several with commas between them, or a NULL of the type. */
    String sql() {
        return values.isEmpty()
                ? type.ofNothing()
                : values.stream().map(type::literal).collect(Collectors.joining(", "));
    }

    /** As the value of an option, which SQL takes as a string whatever it says. */
    String option() {
        return InputType.quoted(String.join(";", values));
    }
}
