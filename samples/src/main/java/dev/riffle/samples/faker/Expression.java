package dev.riffle.samples.faker;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.datafaker.Faker;

/**
 * A compiled expression: text with directives {@code #{…}}. The usual ones are made directly, which is many times quicker;
 * the others are left to Datafaker.
 */
interface Expression {

    /** A value: a String, or for a directive that stands alone also a Long, Double or LocalDateTime (in UTC). */
    Object next();

    Pattern DIRECTIVE = Pattern.compile("#\\{(?:[^{}']|'(?:[^'\\\\]|\\\\.)*'|\\{[^{}]*\\})*\\}");
    Pattern CALL = Pattern.compile("#\\{\\s*([A-Za-z_]+(?:\\.[A-Za-z_]+)?)\\s*(.*?)\\s*\\}", Pattern.DOTALL);
    Pattern ARGUMENT = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'");
    Pattern CHOICE = Pattern.compile("\\(([^()\\[\\]{}*+?.\\\\]+)\\)(?:\\{(?:0,)?1\\})?");

    static Expression compile(String text, Faker faker) {
        List<Expression> parts = new ArrayList<>();
        Matcher matcher = DIRECTIVE.matcher(text);
        int end = 0;
        while (matcher.find()) {
            if (matcher.start() > end) {
                String literal = text.substring(end, matcher.start());
                parts.add(() -> literal);
            }
            parts.add(directive(matcher.group(), faker));
            end = matcher.end();
        }
        if (end < text.length() || parts.isEmpty()) {
            String literal = text.substring(end);
            parts.add(() -> literal);
        }
        if (parts.size() == 1) {
            return parts.get(0);
        }
        return () -> {
            StringBuilder joined = new StringBuilder();
            parts.forEach(part -> joined.append(part.next()));
            return joined.toString();
        };
    }

    private static Expression directive(String text, Faker faker) {
        Matcher call = CALL.matcher(text);
        if (call.matches()) {
            List<String> arguments = new ArrayList<>();
            Matcher argument = ARGUMENT.matcher(call.group(2));
            while (argument.find()) {
                arguments.add(argument.group(1));
            }
            Expression direct = direct(call.group(1).toLowerCase(Locale.ROOT), arguments);
            if (direct != null) {
                return direct;
            }
        }
        String known = ProviderNames.current(text);
        return () -> faker.expression(known);
    }

    private static @org.jspecify.annotations.Nullable Expression direct(String name, List<String> arguments) {
        switch (name) {
            case "regexify" -> {
                Matcher choice = arguments.size() == 1 ? CHOICE.matcher(arguments.get(0)) : null;
                if (choice != null && choice.matches() && !arguments.get(0).contains("{0,1}")) {
                    String[] words = choice.group(1).split("\\|", -1);
                    return () -> words[ThreadLocalRandom.current().nextInt(words.length)];
                }
            }
            case "options.option" -> {
                String[] words = arguments.toArray(new String[0]);
                if (words.length > 0) {
                    return () -> words[ThreadLocalRandom.current().nextInt(words.length)];
                }
            }
            case "number.numberbetween", "number.number_between" -> {
                if (arguments.size() == 2) {
                    long from = Long.parseLong(arguments.get(0).strip());
                    long to = Long.parseLong(arguments.get(1).strip());
                    return from >= to
                            ? () -> from
                            : () -> ThreadLocalRandom.current().nextLong(from, to);
                }
            }
            case "date.past" -> {
                return moment(arguments, -1);
            }
            case "date.future" -> {
                return moment(arguments, 1);
            }
            default -> {
                // Left to Datafaker.
            }
        }
        return null;
    }

    /** A moment up to so many units ago (or ahead); a third argument keeps it at least that far away. */
    private static @org.jspecify.annotations.Nullable Expression moment(List<String> arguments, int sign) {
        boolean least = arguments.size() == 3;
        if (arguments.size() != 2 && !least) {
            return null;
        }
        ChronoUnit unit = ChronoUnit.valueOf(arguments
                .get(arguments.size() - 1)
                .strip()
                .toUpperCase(Locale.ROOT)
                .replace("MILLISECONDS", "MILLIS")
                .replace("MICROSECONDS", "MICROS")
                .replace("NANOSECONDS", "NANOS"));
        long most = unit.getDuration()
                .multipliedBy(Long.parseLong(arguments.get(0).strip()))
                .toMillis();
        long atLeast = least
                ? unit.getDuration()
                        .multipliedBy(Long.parseLong(arguments.get(1).strip()))
                        .toMillis()
                : 0;
        return () -> {
            long away = most <= atLeast ? most : ThreadLocalRandom.current().nextLong(atLeast, most);
            return LocalDateTime.ofInstant(Instant.now().plusMillis(sign * away), ZoneOffset.UTC);
        };
    }

    /** What Datafaker prints of a time, as a time; it prints java.sql.Timestamp in the zone of the JVM. */
    static LocalDateTime time(String text) {
        try {
            return LocalDateTime.ofInstant(Timestamp.valueOf(text).toInstant(), ZoneOffset.UTC);
        } catch (IllegalArgumentException e) {
            return LocalDateTime.parse(text.replace(' ', 'T').replaceFirst("Z$", ""));
        }
    }
}
