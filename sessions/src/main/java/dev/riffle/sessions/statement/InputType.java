package dev.riffle.sessions.statement;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a value of an input is, and how it stands in SQL. A value is a text in its one canonical form; only such a text
 * becomes a literal, so that no value can be more than one.
 */
public enum InputType {
    /** At most {@link #MOST_CHARACTERS} UTF-16 units, with no half of a surrogate pair alone: Flink can't encode one. */
    TEXT("a text of at most " + InputType.MOST_CHARACTERS + " characters", "STRING") {
        @Override
        public Optional<String> canonical(String text) {
            return text.length() <= MOST_CHARACTERS && isWellFormed(text) ? Optional.of(text) : Optional.empty();
        }

        @Override
        String literal(String canonical) {
            return quoted(canonical);
        }
    },
    /** Plain digits, without an exponent. */
    NUMBER("a number as 12 or -0.5, of at most " + InputType.MOST_DIGITS + " digits", "INTEGER") {
        @Override
        public Optional<String> canonical(String text) {
            if (!DIGITS.matcher(text).matches()) {
                return Optional.empty();
            }
            BigDecimal number = new BigDecimal(text).stripTrailingZeros();
            int digits = Math.max(number.precision(), number.scale()) - Math.min(0, number.scale());
            return digits > MOST_DIGITS ? Optional.empty() : Optional.of(number.toPlainString());
        }

        /** A negative one is cast, since a minus could be taken as one between this and what stands before. */
        @Override
        String literal(String canonical) {
            return canonical.startsWith("-") ? "CAST(" + canonical + " AS " + sqlType(canonical) + ")" : canonical;
        }
    },
    DATE("a date as 2026-05-04", "DATE") {
        @Override
        public Optional<String> canonical(String text) {
            if (!DAY.matcher(text).matches()) {
                return Optional.empty();
            }
            try {
                LocalDate day = LocalDate.parse(text);
                return day.getYear() < 1 ? Optional.empty() : Optional.of(text);
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        @Override
        String literal(String canonical) {
            return "DATE " + quoted(canonical);
        }
    },
    /** Without a time zone; the fraction of a second has up to nine digits. */
    TIMESTAMP("a date and time as 2026-05-04 10:22:07", "TIMESTAMP(3)") {
        @Override
        public Optional<String> canonical(String text) {
            Matcher matcher = MOMENT.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            String seconds = matcher.group(3) == null ? ":00" : matcher.group(3);
            String fraction = matcher.group(4) == null ? "" : matcher.group(4).replaceFirst("\\.?0+$", "");
            try {
                LocalDateTime moment =
                        LocalDate.parse(matcher.group(1)).atTime(LocalTime.parse(matcher.group(2) + seconds));
                return moment.getYear() < 1
                        ? Optional.empty()
                        : Optional.of(matcher.group(1) + " " + matcher.group(2) + seconds + fraction);
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        @Override
        String literal(String canonical) {
            return "TIMESTAMP " + quoted(canonical);
        }
    };

    public static final int MOST_CHARACTERS = 1_000;
    public static final int MOST_DIGITS = 38;

    private static final Pattern DIGITS = Pattern.compile("[+-]?[0-9]{1,100}(?:\\.[0-9]{1,100})?");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern MOMENT =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}:[0-9]{2})(?:(:[0-9]{2})(\\.[0-9]{1,9})?)?");

    private final String described;
    private final String castOfNothing;

    InputType(String described, String sqlType) {
        this.described = described;
        this.castOfNothing = "CAST(NULL AS " + sqlType + ")";
    }

    /** What a value looks like, in words. */
    public String described() {
        return described;
    }

    /** The one way to write that value; empty where the text is no value of this type. */
    public abstract Optional<String> canonical(String text);

    /** One literal of SQL. Takes nothing but what {@link #canonical} gave. */
    abstract String literal(String canonical);

    /** No value, as SQL takes it wherever a literal of this type may stand. */
    String ofNothing() {
        return castOfNothing;
    }

    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The type that Flink gives to the digits of a number. */
    private static String sqlType(String canonical) {
        BigDecimal number = new BigDecimal(canonical);
        if (number.scale() > 0) {
            return "DECIMAL(" + Math.max(number.precision(), number.scale()) + ", " + number.scale() + ")";
        }
        BigInteger whole = number.toBigIntegerExact();
        if (whole.bitLength() < Integer.SIZE) {
            return "INTEGER";
        }
        return whole.bitLength() < Long.SIZE ? "BIGINT" : "DECIMAL(" + number.precision() + ", 0)";
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
