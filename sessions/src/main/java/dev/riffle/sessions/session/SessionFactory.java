package dev.riffle.sessions.session;

/** Opens sessions on one session cluster. Closing it closes every session that is still open. */
public interface SessionFactory extends AutoCloseable {

    Session open(SessionOptions options, SessionListener listener);

    /**
     * Cancels jobs on the cluster that carry {@code instance} and were begun before this factory was made: left by a
     * crash.
     *
     * @return whether none is left; otherwise to be tried again
     */
    boolean cancelOrphans(String instance);

    @Override
    void close();
}
