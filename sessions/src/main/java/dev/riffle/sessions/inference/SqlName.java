package dev.riffle.sessions.inference;

import java.util.Locale;

/** Names and texts as SQL has them. */
public final class SqlName {

    private static final int MOST_CHARACTERS = 60;

    private SqlName() {}

    /** Between backticks, whatever is in it. */
    public static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** As a string literal. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A name for a table, of letters, digits and _, that is easy to write. */
    public static String forTable(String source) {
        String name =
                source.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
            name = "table_" + name;
        }
        return name.length() <= MOST_CHARACTERS ? name : name.substring(0, MOST_CHARACTERS);
    }

    /** Whether it can be the name of a column: not empty, and no control characters. */
    static boolean isColumn(String name) {
        return !name.isBlank() && name.length() <= 250 && name.chars().noneMatch(Character::isISOControl);
    }
}
