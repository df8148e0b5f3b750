package dev.riffle.workbench.notebook;

import java.util.regex.Pattern;

/** What an id may look like. */
public final class Identifiers {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private Identifiers() {}

    /** @throws IllegalArgumentException where it is none */
    public static void check(String value) {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("an id is 1 to 64 of A-Z, a-z, 0-9, _ and -");
        }
    }
}
