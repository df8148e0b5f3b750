package dev.riffle.workbench.live;

import dev.riffle.sessions.statement.Statement;
import dev.riffle.sessions.statement.StatementKind;
import dev.riffle.sessions.statement.StatementSplitter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a cell's text makes its session what it is and starts nothing: tables, views, functions, settings. It is run
 * without anybody asking, so that nothing is in it that takes something away or changes what others may have.
 */
final class SetupText {

    private static final Set<String> WORDS = Set.of("CREATE", "USE", "SET", "RESET", "LOAD", "UNLOAD", "ADD", "REMOVE");
    private static final Pattern FIRST_WORD = Pattern.compile("\\p{Alpha}+");

    private SetupText() {}

    static boolean isIn(String text) {
        return StatementSplitter.split(text).stream().anyMatch(SetupText::isSetup);
    }

    /** Whether the text is nothing else. */
    static boolean isAll(String text) {
        return StatementSplitter.split(text).stream().allMatch(SetupText::isSetup);
    }

    /** The text with everything else made blank, so that what is left stands where it stood. */
    static String of(String text) {
        List<Statement> setup = StatementSplitter.split(text).stream()
                .filter(SetupText::isSetup)
                .toList();
        StringBuilder blank = new StringBuilder(text.length() + 1);
        text.chars().forEach(character -> blank.append(character == '\n' ? '\n' : ' '));
        for (Statement statement : setup) {
            int start = statement.range().start().offset();
            int end = statement.range().end().offset();
            blank.replace(start, end, text.substring(start, end));
            // Its own semicolon, or one that follows the last statement of the text.
            if (end < blank.length()) {
                int semicolon = text.indexOf(';', end);
                blank.setCharAt(semicolon < 0 ? end : semicolon, ';');
            }
        }
        return blank.toString();
    }

    private static boolean isSetup(Statement statement) {
        Matcher word = FIRST_WORD.matcher(statement.text());
        return statement.kind() == StatementKind.COMMAND
                && word.lookingAt()
                && WORDS.contains(word.group().toUpperCase(Locale.ROOT));
    }
}
