package dev.riffle.sessions.session;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the parser's "Encountered … Was expecting one of …" says to a person. The place is not repeated in the message:
 * the parser counts in the statement, a person in the cell.
 *
 * @param message what stands there and should not
 * @param hint what to write instead, null where the parser's list of expected tokens is too long to help
 */
record SyntaxProblem(String message, @Nullable String hint) {

    private static final int MOST_EXPECTED = 6;

    private static final Pattern ENCOUNTERED =
            Pattern.compile("(?s)Encountered \"(.*?)\" at line \\d+, column \\d+\\.(.*)");
    private static final Pattern EXPECTED =
            Pattern.compile("(?m)^\\s+((?:\"[^\"]+\"|<[A-Z_]+>)(?: \"[^\"]+\")*) *(?:\\.\\.\\.)?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Null where the text is not of that form. */
    static @Nullable SyntaxProblem of(String parserMessage) {
        Matcher matcher = ENCOUNTERED.matcher(parserMessage);
        if (!matcher.find()) {
            return null;
        }
        String found = matcher.group(1).strip();
        List<String> expected = expected(matcher.group(2));
        boolean nameExpected = expected.contains("<IDENTIFIER>");
        if (found.equals("<EOF>")) {
            return new SyntaxProblem("The statement ends too early.", expectedHint(expected));
        }
        String message = "\"" + found + "\" is not expected here.";
        String word = found.split("\\s", 2)[0];
        if (nameExpected && WORD.matcher(word).matches()) {
            return new SyntaxProblem(message, word + " is a reserved word. To use it as a name, write `" + word + "`.");
        }
        return new SyntaxProblem(message, expectedHint(expected));
    }

    private static List<String> expected(String rest) {
        List<String> expected = new ArrayList<>();
        Matcher matcher = EXPECTED.matcher(rest);
        while (matcher.find()) {
            expected.add(matcher.group(1).replace("\"", ""));
        }
        return expected;
    }

    private static @Nullable String expectedHint(List<String> expected) {
        List<String> shown =
                expected.stream().filter(token -> !token.startsWith("<")).toList();
        return shown.isEmpty() || expected.size() > MOST_EXPECTED
                ? null
                : "Expected: " + String.join(", ", shown) + ".";
    }
}
