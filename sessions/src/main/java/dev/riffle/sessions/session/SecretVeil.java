package dev.riffle.sessions.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.riffle.sessions.statement.SecretReferences;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Hides the values of all secrets that a session has used in whatever goes out as text. Law: no covered value is in
 * {@code over(text)} but within the name of a reference. Safe for use from any thread.
 */
final class SecretVeil {

    /** A session that used so many different values takes no more: none is ever uncovered again. */
    static final int MOST_VALUES = 500;

    private record Stretch(int start, int end, String placeholder) {}

    private final Object lock = new Object();

    @GuardedBy("lock")
    private final Set<String> values = new HashSet<>();

    /** What stands for each written form of a value. */
    private volatile Map<String, String> placeholders = Map.of();

    /** Returns false where it covers too many already. */
    boolean cover(String name, String value) {
        synchronized (lock) {
            if (values.contains(value)) {
                return true;
            }
            if (values.size() == MOST_VALUES) {
                return false;
            }
            values.add(value);
            Map<String, String> more = new HashMap<>(placeholders);
            SecretForms.of(value).forEach(form -> more.putIfAbsent(form, SecretReferences.written(name)));
            placeholders = Map.copyOf(more);
            return true;
        }
    }

    /** The text with references in the places of values. */
    String over(String text) {
        List<Stretch> found = valuesIn(text);
        if (found.isEmpty()) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        int done = 0;
        for (Stretch stretch : found) {
            if (stretch.end() <= done) {
                continue;
            }
            // One that overlaps another is replaced, too: no part of a value is left.
            shown.append(text, done, Math.max(done, stretch.start())).append(stretch.placeholder());
            done = stretch.end();
        }
        return shown.append(text, done, text.length()).toString();
    }

    /** An error with its causes and frames, as a log takes it. */
    String over(Throwable error) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        return over(trace.toString());
    }

    /** The error itself where it tells no value, else one that says the same without. */
    Throwable veiled(Throwable error) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        return valuesIn(trace.toString()).isEmpty() ? error : new IllegalStateException(over(error.toString()));
    }

    /** By their start, the longest first. */
    private List<Stretch> valuesIn(String text) {
        Map<String, String> known = placeholders;
        if (known.isEmpty() || text.isEmpty()) {
            return List.of();
        }
        List<Stretch> found = new ArrayList<>();
        known.forEach((form, placeholder) -> {
            for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
                found.add(new Stretch(at, at + form.length(), placeholder));
            }
        });
        if (!found.isEmpty()) {
            Matcher references = SecretReferences.matcher(text);
            while (references.find()) {
                found.removeIf(value -> value.start() >= references.start() && value.end() <= references.end());
            }
        }
        found.sort(Comparator.comparingInt(Stretch::start)
                .thenComparing(Comparator.comparingInt(Stretch::end).reversed()));
        return found;
    }
}
