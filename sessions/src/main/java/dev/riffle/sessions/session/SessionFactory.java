package dev.riffle.sessions.session;

/** Opens sessions on one session cluster. Closing it closes every session that is still open. */
public interface SessionFactory extends AutoCloseable {

    Session open(SessionOptions options, SessionListener listener);

    /** Cancels jobs on the cluster that carry {@code instance} and belong to no open session: left by a crash. */
    void cancelOrphans(String instance);

    @Override
    void close();
}
