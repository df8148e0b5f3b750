package dev.riffle.sessions.session;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what a person may have meant by a name that does not exist. */
final class NameHints {

    private static final Pattern QUOTED = Pattern.compile("'([^']+)'|function signature (\\w+)");

    private final Supplier<List<String>> tables;
    private final Supplier<List<String>> columns;
    private final Supplier<List<String>> functions;

    NameHints(Supplier<List<String>> tables, Supplier<List<String>> columns, Supplier<List<String>> functions) {
        this.tables = tables;
        this.columns = columns;
        this.functions = functions;
    }

    @Nullable
    String hint(String code, String message) {
        return switch (code) {
            case "TABLE_NOT_FOUND" -> nearest(message, tables.get(), "Run the cell that creates it first.");
            case "COLUMN_NOT_FOUND" -> nearest(message, columns.get(), null);
            case "FUNCTION_NOT_FOUND" -> nearest(message, functions.get(), null);
            case "CONNECTOR_NOT_FOUND" ->
                nearest(message, MissingConnector.known(message), MissingConnector.whatToPutWhere(message));
            case "ALREADY_EXISTS" ->
                "Another cell created it. Run that cell again to replace it, DROP it, or choose another name.";
            case "SUBMIT_FAILED" -> "The cluster did not take the job. Its state is shown at the top of the page.";
            default -> null;
        };
    }

    private static @Nullable String nearest(String message, List<String> known, @Nullable String otherwise) {
        Matcher matcher = QUOTED.matcher(message);
        if (!matcher.find()) {
            return otherwise;
        }
        String wanted = (matcher.group(1) != null ? matcher.group(1) : matcher.group(2)).toLowerCase(Locale.ROOT);
        String best = null;
        int bestDistance = Math.max(1, wanted.length() / 3) + 1;
        for (String name : known) {
            int distance = distance(wanted, name.toLowerCase(Locale.ROOT), bestDistance);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = name;
            }
        }
        return best == null ? otherwise : "Did you mean '" + best + "'?";
    }

    /** Levenshtein's distance, or {@code most} where it is not smaller. */
    private static int distance(String a, String b, int most) {
        if (Math.abs(a.length() - b.length()) >= most || a.length() > 200 || b.length() > 200) {
            return most;
        }
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return Math.min(previous[b.length()], most);
    }
}
