package dev.riffle.sessions.session;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The ways in which a value may be written where Flink repeats it: as it is, as SQL, in a plan, in a parser's message. */
final class SecretForms {

    private SecretForms() {}

    static Set<String> of(String value) {
        Set<String> forms = new LinkedHashSet<>();
        for (String form : List.of(value, value.replace("'", "''"))) {
            String escaped = escaped(form);
            forms.addAll(List.of(form, escaped));
            for (String also : List.of(escaped, escaped.replace("'", "\\'"))) {
                forms.add(unicode(also, "\\u%04X"));
                forms.add(unicode(also, "\\u%04x"));
            }
        }
        // Calcite's U&'…' of a text that is not ASCII.
        forms.add(unicode(value.replace("'", "''").replace("\\", "\\\\"), "\\%04x"));
        return forms;
    }

    /** As JSON, Java and JavaCC write what has a short escape. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("\b", "\\b")
                .replace("\f", "\\f");
    }

    private static String unicode(String text, String format) {
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < 0x20 || character > 0x7e) {
                written.append(String.format(Locale.ROOT, format, (int) character));
            } else {
                written.append(character);
            }
        }
        return written.toString();
    }
}
