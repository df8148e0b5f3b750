package dev.riffle.workbench.notebook;

import dev.riffle.sessions.statement.InputReferences;
import dev.riffle.sessions.statement.InputType;
import dev.riffle.sessions.statement.InputValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an input is. Its values, and those of its default and options, are in the canonical form of its type.
 *
 * @param name by which SQL names it, {@code ${name}}
 * @param label what a page calls it; empty for the name
 * @param options null where the choice is free
 * @param initial the values that it has at first
 * @param minimum of a number that is chosen freely; null for none
 * @param maximum in the same way
 * @param step by which a page changes such a number; null for what the page finds right
 * @param viewersMayChange whether viewers of a dashboard, signed in or by a share link, may have a value of their own
 */
public record Input(
        String name,
        String label,
        InputType type,
        InputChoice choice,
        @Nullable InputOptions options,
        List<String> initial,
        InputWidget widget,
        @Nullable String minimum,
        @Nullable String maximum,
        @Nullable String step,
        boolean viewersMayChange) {

    public static final int MOST_LABEL = 200;

    /** @throws InvalidInputException where it does not hold together */
    public Input {
        require(InputReferences.isName(name), "A name begins with a to z or _ and has at most 64 of a-z, 0-9 and _.");
        require(label.length() <= MOST_LABEL, "A label has at most " + MOST_LABEL + " characters.");
        require(
                (options == null) == (choice == InputChoice.FREE),
                "A choice needs options, and only a choice has some.");
        require(widget.fits(choice), "This control does not fit the kind of choice.");
        minimum = number(minimum, type, choice);
        maximum = number(maximum, type, choice);
        step = number(step, type, choice);
        require(step == null || new BigDecimal(step).signum() > 0, "The step is more than 0.");
        require(
                minimum == null || maximum == null || new BigDecimal(minimum).compareTo(new BigDecimal(maximum)) <= 0,
                "The least value is not above the greatest.");
        require(
                widget != InputWidget.SLIDER || (minimum != null && maximum != null),
                "A slider is of a number, and needs a least and a greatest value.");
        options = canonical(options, type);
        initial = List.copyOf(initial);
        Checked checked = check(initial, type, choice, options, minimum, maximum);
        require(checked.problem() == null, "The default: " + checked.problem());
        initial = checked.values();
    }

    /**
     * Values as this input has them.
     *
     * @param values in canonical form
     * @param problem why these are none, null where they are
     */
    public record Checked(List<String> values, @Nullable String problem) {

        public Checked {
            values = List.copyOf(values);
        }
    }

    public Checked check(List<String> values) {
        return check(values, type, choice, options, minimum, maximum);
    }

    /** What stands in SQL in place of the name. */
    public InputValue bound(List<String> values) {
        return new InputValue(type, values);
    }

    Input withOptions(InputOptions newOptions) {
        return new Input(
                name, label, type, choice, newOptions, initial, widget, minimum, maximum, step, viewersMayChange);
    }

    /** Whether a change from the other to this may change what stands in SQL, given the same values. */
    boolean bindsAs(Input other) {
        return name.equals(other.name) && type == other.type;
    }

    private static Checked check(
            List<String> values,
            InputType type,
            InputChoice choice,
            @Nullable InputOptions options,
            @Nullable String minimum,
            @Nullable String maximum) {
        int most = choice == InputChoice.SEVERAL ? InputValue.MOST_VALUES : 1;
        if (values.size() > most) {
            return refused(most == 1 ? "One value is wanted." : "At most " + most + " values are taken.");
        }
        List<String> canonical = new ArrayList<>();
        for (String value : values) {
            String form = type.canonical(value).orElse(null);
            if (form == null) {
                return refused(shown(value) + " is not " + type.described() + ".");
            }
            if (options instanceof InputOptions.Listed listed
                    && !listed.values().contains(form)) {
                return refused(shown(value) + " is none of the options.");
            }
            if (minimum != null && new BigDecimal(form).compareTo(new BigDecimal(minimum)) < 0) {
                return refused(shown(value) + " is less than " + minimum + ".");
            }
            if (maximum != null && new BigDecimal(form).compareTo(new BigDecimal(maximum)) > 0) {
                return refused(shown(value) + " is more than " + maximum + ".");
            }
            if (canonical.contains(form)) {
                return refused(shown(value) + " is there twice.");
            }
            canonical.add(form);
        }
        return new Checked(canonical, null);
    }

    private static Checked refused(String problem) {
        return new Checked(List.of(), problem);
    }

    private static String shown(String value) {
        return "\"" + (value.length() > 60 ? value.substring(0, 60) + "…" : value) + "\"";
    }

    private static @Nullable InputOptions canonical(@Nullable InputOptions options, InputType type) {
        if (options instanceof InputOptions.OfQuery query) {
            require(query.column().length() <= Chart.MOST_NAME, "A column's name has at most 1,000 characters.");
        }
        if (!(options instanceof InputOptions.Listed listed)) {
            return options;
        }
        require(
                !listed.values().isEmpty() && listed.values().size() <= InputOptions.MOST,
                "A list has 1 to " + InputOptions.MOST + " options.");
        List<String> canonical = new ArrayList<>();
        for (String value : listed.values()) {
            canonical.add(type.canonical(value)
                    .orElseThrow(() -> new InvalidInputException(
                            "The option " + shown(value) + " is not " + type.described() + ".")));
        }
        require(new HashSet<>(canonical).size() == canonical.size(), "An option is there twice.");
        return new InputOptions.Listed(canonical);
    }

    private static @Nullable String number(@Nullable String text, InputType type, InputChoice choice) {
        if (text == null) {
            return null;
        }
        require(
                type == InputType.NUMBER && choice == InputChoice.FREE,
                "Only numbers that are chosen freely have a least and a greatest value and a step.");
        return InputType.NUMBER
                .canonical(text)
                .orElseThrow(
                        () -> new InvalidInputException(shown(text) + " is not " + InputType.NUMBER.described() + "."));
    }

    /** What a value would be that comes as something else: a number is its digits, without an exponent. */
    public static String written(@Nullable Object value) {
        return value instanceof Double number && Double.isFinite(number)
                ? new BigDecimal(number.toString()).toPlainString()
                : String.valueOf(value);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new InvalidInputException(otherwise);
        }
    }
}
