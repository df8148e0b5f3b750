package dev.riffle.sessions.statement;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the text of a cell into statements at the semicolons that Flink's tokens have outside of statement sets. {@code
 * EXECUTE STATEMENT SET BEGIN … END} and {@code BEGIN STATEMENT SET; … END} are one statement each.
 */
public final class StatementSplitter {

    private StatementSplitter() {}

    /** The statements in order; text that is no SQL is left to the parser to complain about. */
    public static List<Statement> split(String text) {
        SourceText source = new SourceText(text);
        SqlTokens lexed = SqlTokens.of(source);
        List<SqlToken> tokens = new ArrayList<>(lexed.tokens());
        if (lexed.brokenAt() != null && lexed.brokenAt() < text.length()) {
            tokens.add(new SqlToken("", lexed.brokenAt(), text.stripTrailing().length()));
        }
        List<Statement> statements = new ArrayList<>();
        List<SqlToken> current = new ArrayList<>();
        StatementSetDepth depth = new StatementSetDepth();
        for (SqlToken token : tokens) {
            if (token.is(";") && !depth.isInside()) {
                add(source, current, statements);
                depth = new StatementSetDepth();
            } else {
                depth.see(token, current.size());
                current.add(token);
            }
        }
        add(source, current, statements);
        return statements;
    }

    /** Whether it is {@code BEGIN STATEMENT SET; … END}, whose parts are run one by one. */
    public static boolean isStatementSet(Statement statement) {
        List<SqlToken> tokens = SqlTokens.of(new SourceText(statement.text())).tokens();
        return tokens.size() >= 3
                && tokens.get(0).is("BEGIN")
                && tokens.get(1).is("STATEMENT")
                && tokens.get(2).is("SET");
    }

    /** The statements within {@code BEGIN STATEMENT SET; … END}, itself and END included, where they stand in the cell. */
    public static List<Statement> withinStatementSet(Statement set) {
        SourceText source = new SourceText(set.text());
        List<Statement> parts = new ArrayList<>();
        List<SqlToken> current = new ArrayList<>();
        for (SqlToken token : SqlTokens.of(source).tokens()) {
            if (token.is(";")) {
                add(source, current, parts);
            } else {
                current.add(token);
            }
        }
        add(source, current, parts);
        return parts.stream()
                .map(part -> new Statement(
                        part.text(),
                        part.kind(),
                        part.range().within(set.range().start())))
                .toList();
    }

    private static void add(SourceText source, List<SqlToken> tokens, List<Statement> statements) {
        if (tokens.isEmpty()) {
            return;
        }
        int start = tokens.get(0).start();
        int end = tokens.get(tokens.size() - 1).end();
        statements.add(new Statement(source.text().substring(start, end), kind(tokens), source.range(start, end)));
        tokens.clear();
    }

    private static StatementKind kind(List<SqlToken> tokens) {
        int first = 0;
        while (first < tokens.size() - 1 && tokens.get(first).is("(")) {
            first++;
        }
        return switch (tokens.get(first).word()) {
            case "SELECT", "WITH", "VALUES" -> StatementKind.QUERY;
            case "INSERT", "EXECUTE", "BEGIN", "DELETE", "UPDATE", "TRUNCATE" -> StatementKind.JOB;
            case "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "CALL" -> StatementKind.TABLE;
            case "CREATE" -> createsFromQuery(tokens) ? StatementKind.JOB : StatementKind.COMMAND;
            case "SET" -> tokens.size() == 1 ? StatementKind.TABLE : StatementKind.COMMAND;
            default -> StatementKind.COMMAND;
        };
    }

    private static boolean createsFromQuery(List<SqlToken> tokens) {
        boolean table = tokens.stream().limit(5).anyMatch(token -> token.is("TABLE"));
        for (int i = 0; table && i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is("AS")
                    && (tokens.get(i + 1).is("SELECT") || tokens.get(i + 1).is("WITH"))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the tokens seen so far have opened a statement set and not closed it. */
    private static final class StatementSetDepth {

        private final List<String> head = new ArrayList<>();
        private boolean inside;
        private int cases;

        boolean isInside() {
            return inside;
        }

        void see(SqlToken token, int position) {
            if (position < 4) {
                head.add(token.word());
                String words = String.join(" ", head);
                if (words.equals("BEGIN STATEMENT SET") || words.equals("EXECUTE STATEMENT SET BEGIN")) {
                    inside = true;
                    return;
                }
            }
            if (inside && token.is("CASE")) {
                cases++;
            } else if (inside && token.is("END")) {
                if (cases > 0) {
                    cases--;
                } else {
                    inside = false;
                }
            }
        }
    }
}
