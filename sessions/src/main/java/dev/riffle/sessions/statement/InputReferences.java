package dev.riffle.sessions.statement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The inputs that a statement names. {@code ${name}} stands for a literal, wherever Flink's tokens have one: within a
 * string, a quoted name or a comment it is a part of that.
 *
 * @param references in order
 * @param problems those that run into what stands beside them, or whose name is none, with their place
 */
public record InputReferences(List<InputReference> references, List<Problem> problems) {

    private static final String BEGIN = "${";
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,63}");

    /** Also with what a person may have taken for a name; those of secrets are {@link SecretReferences}. */
    private static final Pattern MEANT = Pattern.compile("\\$\\{(?!secret\\.)([^{}'\"`\\r\\n]{0,200})\\}");

    private static final InputReferences NONE = new InputReferences(List.of(), List.of());

    public InputReferences {
        references = List.copyOf(references);
        problems = List.copyOf(problems);
    }

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** How SQL names an input. */
    public static String written(String name) {
        return BEGIN + name + "}";
    }

    /** The names in all statements of a cell. */
    public static Set<String> namesIn(String cell) {
        Set<String> names = new HashSet<>();
        if (cell.contains(BEGIN)) {
            for (Statement statement : StatementSplitter.split(cell)) {
                of(statement).references().forEach(reference -> names.add(reference.name()));
            }
        }
        return names;
    }

    public static InputReferences of(Statement statement) {
        String text = statement.text();
        if (!text.contains(BEGIN)) {
            return NONE;
        }
        SqlTokens found = SqlTokens.of(new SourceText(text));
        List<SqlToken> tokens = found.tokens();
        List<InputReference> references = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Matcher matcher = MEANT.matcher(text);
        while (matcher.find()) {
            int token = found.indexAt(matcher.start());
            if (token < 0) {
                // A comment, or text that is no SQL, which the parser complains about.
                continue;
            }
            boolean begins = tokens.get(token).start() == matcher.start();
            if (!begins && tokens.get(token).isQuoted()) {
                continue;
            }
            String name = matcher.group(1);
            if (!isName(name)) {
                problems.add(noName(matcher.group(), statement.place(matcher.start(), matcher.end())));
            } else if (!begins || isGlue(text, matcher.start() - 1) || isGlue(text, matcher.end())) {
                problems.add(misplaced(matcher.group(), statement.place(matcher.start(), matcher.end())));
            } else {
                boolean option = isOptionValue(tokens, token) && (setsOptions(tokens) || isInHint(tokens, token));
                references.add(new InputReference(name, matcher.start(), matcher.end(), option));
            }
        }
        return new InputReferences(references, problems);
    }

    /** Whether a literal beside the character there would seem to be one with it. */
    private static boolean isGlue(String text, int at) {
        return at >= 0
                && at < text.length()
                && (Character.isJavaIdentifierPart(text.charAt(at)) || "'\"`".indexOf(text.charAt(at)) >= 0);
    }

    private static boolean isInHint(List<SqlToken> tokens, int token) {
        for (int i = token - 1; i >= 0; i--) {
            if (tokens.get(i).is("/*+") || tokens.get(i).is("*/")) {
                return tokens.get(i).is("/*+");
            }
        }
        return false;
    }

    private static boolean setsOptions(List<SqlToken> tokens) {
        return tokens.get(0).is("SET")
                || tokens.get(0).is("CREATE")
                || tokens.get(0).is("ALTER");
    }

    private static boolean isOptionValue(List<SqlToken> tokens, int token) {
        return token >= 2
                && tokens.get(token - 1).is("=")
                && tokens.get(token - 2).isString();
    }

    /** Of a reference whose input is not there. */
    public static Problem unknown(Statement statement, InputReference reference) {
        return new Problem(
                "UNKNOWN_INPUT",
                "There is no input named " + reference.name() + ".",
                statement.place(reference.start(), reference.end()),
                "Add an input named " + reference.name() + " to the notebook, then run the cell again.",
                null);
    }

    private static Problem noName(String text, SourceRange place) {
        return new Problem(
                "UNKNOWN_INPUT",
                text + " has no name of an input.",
                place,
                "A name begins with a to z or _ and has at most 64 of a-z, 0-9 and _.",
                null);
    }

    private static Problem misplaced(String text, SourceRange place) {
        return new Problem(
                "INPUT_MISPLACED",
                "An input stands for a whole value: it can't be a part of a name, a number or a string.",
                place,
                "Put a space before and after " + text + ", or join texts with ||.",
                null);
    }
}
