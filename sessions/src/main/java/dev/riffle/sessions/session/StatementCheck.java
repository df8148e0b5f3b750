package dev.riffle.sessions.session;

import dev.riffle.sessions.statement.FilledStatement;
import dev.riffle.sessions.statement.InputReferences;
import dev.riffle.sessions.statement.Problem;
import dev.riffle.sessions.statement.Statement;
import dev.riffle.sessions.statement.StatementKind;
import dev.riffle.sessions.statement.StatementSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parses and validates a cell without running it. Confined to the session thread. */
final class StatementCheck {

    private static final int MOST_PROBLEMS = 50;

    private StatementCheck() {}

    static List<Problem> check(EmbeddedGateway gateway, SecretFilling secrets, Inputs inputs, String text) {
        List<Problem> problems = new ArrayList<>();
        boolean changesNames = false;
        for (Statement statement : StatementSplitter.split(text)) {
            if (problems.size() >= MOST_PROBLEMS) {
                break;
            }
            for (Statement part : parts(statement)) {
                List<Problem> ofReferences = new ArrayList<>(inputs.check(part));
                ofReferences.addAll(secrets.check(part));
                problems.addAll(ofReferences);
                if (!ofReferences.isEmpty()) {
                    continue;
                }
                FilledStatement filled = FilledStatement.of(
                        part, InputReferences.of(part).references(), inputs.values(), List.of(), Map.of());
                try {
                    gateway.parse(filled.text());
                } catch (RuntimeException | Error e) {
                    Problem problem =
                            Problems.of(e, filled, NameHintsOf.session(gateway, secrets.veil()), secrets.veil());
                    // What an earlier statement of the cell creates does not exist yet.
                    if (problem.code().equals("PARSE_ERROR") || !changesNames) {
                        problems.add(problem);
                    }
                }
            }
            changesNames |= statement.kind() == StatementKind.COMMAND || statement.kind() == StatementKind.JOB;
        }
        return problems.size() > MOST_PROBLEMS ? problems.subList(0, MOST_PROBLEMS) : problems;
    }

    private static List<Statement> parts(Statement statement) {
        return StatementSplitter.isStatementSet(statement)
                ? StatementSplitter.withinStatementSet(statement)
                : List.of(statement);
    }
}
