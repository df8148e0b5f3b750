package dev.riffle.sessions.statement;

import java.util.ArrayList;
import java.util.List;

/** The qualified names in SQL that Flink has written itself: each part between backticks. */
public final class QuotedNames {

    private QuotedNames() {}

    /** Each with its parts. */
    public static List<List<String>> in(String sql) {
        SourceText source = new SourceText(sql);
        List<List<String>> names = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        boolean goesOn = false;
        for (SqlToken token : SqlTokens.of(source).tokens()) {
            if (token.word().startsWith("`")) {
                if (!goesOn) {
                    add(parts, names);
                }
                parts.add(sql.substring(token.start() + 1, token.end() - 1).replace("``", "`"));
                goesOn = false;
            } else if (token.is(".")) {
                goesOn = true;
            } else {
                add(parts, names);
                goesOn = false;
            }
        }
        add(parts, names);
        return names;
    }

    private static void add(List<String> parts, List<List<String>> names) {
        if (!parts.isEmpty()) {
            names.add(List.copyOf(parts));
            parts.clear();
        }
    }
}
