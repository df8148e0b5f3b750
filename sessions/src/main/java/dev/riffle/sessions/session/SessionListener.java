package dev.riffle.sessions.session;

/** Told by a session, in order, on one thread, never under a lock. Must return quickly. */
public interface SessionListener {

    /** A run or one of its statements changed its state, got its job, its result or its message. */
    void runChanged(RunStatus status);

    /** A statement may have changed what {@link Session#catalog()} lists. */
    void catalogChanged();
}
