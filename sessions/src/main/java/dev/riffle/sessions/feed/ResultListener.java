package dev.riffle.sessions.feed;

/** Told by a {@link LiveResult} how it goes, on its pump thread, in order. Must return quickly. */
public interface ResultListener {

    /** Rows have come: the first of the result, or the first since the job was started again. */
    void firstRow();

    /** The job was started again; {@code restored} tells whether it went on from a checkpoint. */
    void restarted(boolean restored);

    /** The result has ended, and all of it is in the view. */
    void finished();

    /** Nothing more comes because of {@code cause}. Told at most once, and not after {@link LiveResult#stop()}. */
    void failed(Throwable cause);
}
