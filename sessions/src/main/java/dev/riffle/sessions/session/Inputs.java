package dev.riffle.sessions.session;

import dev.riffle.sessions.statement.InputReference;
import dev.riffle.sessions.statement.InputReferences;
import dev.riffle.sessions.statement.InputValue;
import dev.riffle.sessions.statement.Problem;
import dev.riffle.sessions.statement.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The inputs of a notebook with their values at one moment.
 *
 * @param values by name
 * @param own names of those whose value is of one run alone: a change of the notebook's does not concern it
 */
public record Inputs(Map<String, InputValue> values, Set<String> own) {

    private static final Inputs NONE = new Inputs(Map.of());

    public Inputs {
        values = Map.copyOf(values);
        own = Set.copyOf(own);
    }

    public Inputs(Map<String, InputValue> values) {
        this(values, Set.of());
    }

    public static Inputs none() {
        return NONE;
    }

    /** What is wrong with the references of a statement; the rest has values here. */
    List<Problem> check(Statement statement) {
        return problems(statement, InputReferences.of(statement));
    }

    private List<Problem> problems(Statement statement, InputReferences found) {
        List<Problem> problems = new ArrayList<>(found.problems());
        for (InputReference reference : found.references()) {
            if (!values.containsKey(reference.name())) {
                problems.add(InputReferences.unknown(statement, reference));
            }
        }
        return problems;
    }

    /** @throws StatementException where a reference stands where it may not, or has no value */
    List<InputReference> references(Statement statement) throws StatementException {
        InputReferences found = InputReferences.of(statement);
        List<Problem> problems = problems(statement, found);
        if (!problems.isEmpty()) {
            throw new StatementException(problems.get(0));
        }
        return found.references();
    }
}
