package dev.riffle.sessions.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The secrets that a statement names. {@code ${secret.name}} stands for a value within a string {@code '…'} and nowhere
 * else: there a value can't change what the statement is. In a comment it is a part of the comment.
 *
 * @param references in order
 * @param problems those that stand where they may not, or whose name is none, with their place
 */
public record SecretReferences(List<SecretReference> references, List<Problem> problems) {

    private static final String BEGIN = "${secret.";
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_.-]{0,63}";
    private static final Pattern WHOLE_NAME = Pattern.compile(NAME);
    private static final Pattern WELL_FORMED = Pattern.compile("\\$\\{secret\\." + NAME + "\\}");

    /** Also with what a person may have taken for a name. */
    private static final Pattern MEANT = Pattern.compile("\\$\\{secret\\.([^{}'\\r\\n]{0,200})\\}");

    private static final SecretReferences NONE = new SecretReferences(List.of(), List.of());

    public SecretReferences {
        references = List.copyOf(references);
        problems = List.copyOf(problems);
    }

    public static boolean isName(String text) {
        return WHOLE_NAME.matcher(text).matches();
    }

    /** How SQL names a secret. */
    public static String written(String name) {
        return BEGIN + name + "}";
    }

    /** Where a text has references of any name. */
    public static Matcher matcher(String text) {
        return WELL_FORMED.matcher(text);
    }

    public static SecretReferences of(Statement statement) {
        String text = statement.text();
        if (!text.contains(BEGIN)) {
            return NONE;
        }
        SqlTokens tokens = SqlTokens.of(new SourceText(text));
        List<SecretReference> references = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Matcher matcher = MEANT.matcher(text);
        while (matcher.find()) {
            int token = tokens.indexAt(matcher.start());
            if (token < 0) {
                // A comment, or text that is no SQL, which the parser complains about.
                continue;
            }
            String name = matcher.group(1);
            if (!tokens.tokens().get(token).isString()) {
                problems.add(misplaced(name, statement.place(matcher.start(), matcher.end())));
            } else if (!isName(name)) {
                problems.add(noName(matcher.group(), statement.place(matcher.start(), matcher.end())));
            } else {
                references.add(new SecretReference(name, matcher.start(), matcher.end()));
            }
        }
        return new SecretReferences(references, problems);
    }

    private static Problem misplaced(String name, SourceRange place) {
        return new Problem(
                "SECRET_MISPLACED",
                "A secret can only stand within a plain string, between single quotes.",
                place,
                "Write '" + written(name) + "'.",
                null);
    }

    private static Problem noName(String text, SourceRange place) {
        return new Problem(
                "UNKNOWN_SECRET",
                text + " has no name of a secret.",
                place,
                "A name begins with a letter or _ and has at most 64 of A-Z, a-z, 0-9, _, . and -.",
                null);
    }
}
