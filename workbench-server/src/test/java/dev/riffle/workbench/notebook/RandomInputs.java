package dev.riffle.workbench.notebook;

import dev.riffle.sessions.statement.InputType;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Inputs of every kind, with texts that are not easy to keep. */
public final class RandomInputs {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "red",
            "it's \"quoted\"",
            "12",
            "true",
            "null",
            "~",
            "- a",
            "a: b",
            "# no",
            "line\nline\n",
            "\r\n\t",
            "\u0000\u0008\u001B\u007F\u0085",
            "\u2028\u2029\uFEFF",
            "```",
            "{{x}} ${y}",
            "\uD83D\uDE00 é 中",
            "\uFFFE\uFFFF",
            "---\n...",
            " leading and trailing ",
            "|",
            "&a *a !!str",
            "2026-05-04",
            "\\n");
    private static final List<String> NUMBERS = List.of("0", "-5", "7.5", "100", "0.000001", "1" + "0".repeat(37));
    private static final List<String> DATES = List.of("2026-05-04", "0001-01-01", "9999-12-31");
    private static final List<String> MOMENTS =
            List.of("2026-05-04 10:22:07", "2026-05-04 00:00:00.123456789", "0001-01-01 00:00:00");

    private RandomInputs() {}

    /** @param source of options; null for none */
    public static Input next(Random random, String name, @Nullable CellId source) {
        InputType type = List.of(InputType.values()).get(random.nextInt(4));
        InputChoice choice = List.of(InputChoice.values()).get(random.nextInt(3));
        List<String> values = values(type);
        InputOptions options = choice == InputChoice.FREE
                ? null
                : random.nextBoolean()
                        ? new InputOptions.Listed(values)
                        : new InputOptions.OfQuery(source, text(random));
        boolean bounded = choice == InputChoice.FREE && type == InputType.NUMBER && random.nextBoolean();
        InputWidget widget = choice != InputChoice.FREE
                ? random.nextBoolean() ? InputWidget.SELECT : InputWidget.BUTTONS
                : bounded ? InputWidget.SLIDER : InputWidget.FIELD;
        return new Input(
                name,
                text(random),
                type,
                choice,
                options,
                some(random, values, choice),
                widget,
                bounded ? "-5" : null,
                bounded ? "1" + "0".repeat(37) : null,
                bounded && random.nextBoolean() ? "0.5" : null,
                random.nextBoolean());
    }

    /** Values that fit it. */
    public static List<String> values(Random random, Input input) {
        return some(random, values(input.type()), input.choice());
    }

    private static String text(Random random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private static List<String> some(Random random, List<String> values, InputChoice choice) {
        int from = random.nextInt(values.size());
        int most = choice == InputChoice.SEVERAL ? values.size() - from : 1;
        return values.subList(from, from + random.nextInt(most + 1));
    }

    private static List<String> values(InputType type) {
        return switch (type) {
            case TEXT -> TEXTS;
            case NUMBER -> NUMBERS;
            case DATE -> DATES;
            case TIMESTAMP -> MOMENTS;
        };
    }
}
