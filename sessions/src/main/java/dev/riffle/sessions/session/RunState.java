package dev.riffle.sessions.session;

import java.util.EnumSet;
import java.util.Set;

/** Where a run, or a statement of it, stands. */
public enum RunState {
    /** Waits for the session or the cluster. */
    QUEUED,
    /** Is being planned and submitted. */
    STARTING,
    /** The job runs and no row has come yet. */
    WAITING,
    /** Rows have come, or the job of an INSERT runs. */
    RUNNING,
    /** Ended by itself. */
    FINISHED,
    /** Ended by an error. */
    FAILED,
    /** Ended by a person, or by what came after it. */
    STOPPED;

    public boolean isTerminal() {
        return switch (this) {
            case FINISHED, FAILED, STOPPED -> true;
            case QUEUED, STARTING, WAITING, RUNNING -> false;
        };
    }

    /** The states that may follow this one. */
    public Set<RunState> successors() {
        return switch (this) {
            case QUEUED -> EnumSet.of(STARTING, FAILED, STOPPED);
            case STARTING -> EnumSet.of(WAITING, RUNNING, FINISHED, FAILED, STOPPED);
            case WAITING -> EnumSet.of(RUNNING, FINISHED, FAILED, STOPPED);
            case RUNNING -> EnumSet.of(WAITING, FINISHED, FAILED, STOPPED);
            case FINISHED, FAILED, STOPPED -> EnumSet.noneOf(RunState.class);
        };
    }
}
