package dev.riffle.sessions.session;

import dev.riffle.sessions.statement.FilledStatement;
import dev.riffle.sessions.statement.InputReference;
import dev.riffle.sessions.statement.Problem;
import dev.riffle.sessions.statement.SecretReference;
import dev.riffle.sessions.statement.SecretReferences;
import dev.riffle.sessions.statement.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the values of secrets into a statement at the last moment before Flink gets it, and covers them from then on.
 * Confined to the session thread.
 */
final class SecretFilling {

    private final Secrets secrets;
    private final SecretVeil veil = new SecretVeil();

    SecretFilling(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Over everything that is told of the session. */
    SecretVeil veil() {
        return veil;
    }

    /** @throws StatementException where a reference to an input or secret stands where it may not, or has no value */
    FilledStatement fill(Statement statement, Inputs inputs) throws StatementException {
        List<InputReference> ofInputs = inputs.references(statement);
        SecretReferences found = SecretReferences.of(statement);
        if (!found.problems().isEmpty()) {
            throw new StatementException(found.problems().get(0));
        }
        Map<String, String> values = new HashMap<>();
        for (SecretReference reference : found.references()) {
            if (!values.containsKey(reference.name())) {
                values.put(reference.name(), value(statement, reference));
            }
        }
        return FilledStatement.of(statement, ofInputs, inputs.values(), found.references(), values);
    }

    private String value(Statement statement, SecretReference reference) throws StatementException {
        String value;
        try {
            value = secrets.value(reference.name()).orElse(null);
        } catch (UnreadableSecretException e) {
            throw new StatementException(new Problem(
                    "SECRET_UNREADABLE",
                    String.valueOf(e.getMessage()),
                    statement.place(reference.start(), reference.end()),
                    null,
                    null));
        }
        if (value == null) {
            throw new StatementException(unknown(statement, reference));
        }
        if (!veil.cover(reference.name(), value)) {
            throw new StatementException(new Problem(
                    "INVALID",
                    "This notebook's session has used " + SecretVeil.MOST_VALUES + " different values of secrets.",
                    statement.place(reference.start(), reference.end()),
                    "Close the notebook everywhere for a minute, and open it again.",
                    null));
        }
        return value;
    }

    /** What can be said of a statement's secrets without reading a value. */
    List<Problem> check(Statement statement) {
        SecretReferences found = SecretReferences.of(statement);
        List<Problem> problems = new ArrayList<>(found.problems());
        for (SecretReference reference : found.references()) {
            if (!secrets.isKnown(reference.name())) {
                problems.add(unknown(statement, reference));
            }
        }
        return problems;
    }

    private static Problem unknown(Statement statement, SecretReference reference) {
        return new Problem(
                "UNKNOWN_SECRET",
                "There is no secret named " + reference.name() + ".",
                statement.place(reference.start(), reference.end()),
                "Add it under Secrets (on the home page, or Ctrl+K), then run the cell again.",
                null);
    }
}
