package dev.riffle.sessions.changelog;

/** The job of a result ended without its last frame: it failed or was cancelled. */
public final class JobEndedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String state;

    /** @param state Flink's word for how it ended, e.g. {@code FAILED} */
    public JobEndedException(String state, Throwable cause) {
        super("the job ended as " + state, cause);
        this.state = state;
    }

    public String state() {
        return state;
    }
}
