package dev.riffle.sessions.session;

import dev.riffle.sessions.statement.Statement;

/** Names of jobs: what runs, for which notebook, and the mark of the workbench that owns it. */
final class JobName {

    private static final int MOST = 80;

    private JobName() {}

    static String of(SessionOptions options, Statement statement) {
        String text = statement.text().replaceAll("\\s+", " ").strip();
        String shortened = text.length() <= MOST ? text : text.substring(0, MOST - 1) + "…";
        return options.name() + ": " + shortened + mark(options.instance());
    }

    /** What the names of all jobs of one workbench end with. */
    static String mark(String instance) {
        return " [riffle " + instance + "]";
    }
}
