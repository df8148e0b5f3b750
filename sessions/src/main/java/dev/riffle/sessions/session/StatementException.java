package dev.riffle.sessions.session;

import dev.riffle.sessions.statement.Problem;

/** A statement that does not run, and why, for a person. */
final class StatementException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    StatementException(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
