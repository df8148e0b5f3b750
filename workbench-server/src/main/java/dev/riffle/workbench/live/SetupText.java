package dev.riffle.workbench.live;

import dev.riffle.sessions.statement.Statement;
import dev.riffle.sessions.statement.StatementKind;
import dev.riffle.sessions.statement.StatementSplitter;
import java.util.List;

/** What of a cell's text changes its session and starts nothing: tables, views, functions, settings. */
final class SetupText {

    private SetupText() {}

    static boolean isIn(String text) {
        return StatementSplitter.split(text).stream().anyMatch(SetupText::isSetup);
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
        return statement.kind() == StatementKind.COMMAND;
    }
}
