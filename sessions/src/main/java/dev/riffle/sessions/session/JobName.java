package dev.riffle.sessions.session;

import dev.riffle.sessions.statement.Statement;
import org.jspecify.annotations.Nullable;

/** Names of jobs: what runs, for which notebook, and the mark of the workbench that owns it. */
final class JobName {

    private static final int MOST = 80;

    private JobName() {}

    /** @param chosen {@code pipeline.name} of the session, null where a person has set none */
    static String of(SessionOptions options, JobMark mark, Statement statement, @Nullable String chosen) {
        if (chosen != null) {
            return chosen + mark.text();
        }
        String text = statement.text().replaceAll("\\s+", " ").strip();
        String shortened = text.length() <= MOST ? text : text.substring(0, MOST - 1) + "…";
        return options.name() + ": " + shortened + mark.text();
    }
}
