package dev.riffle.sessions.session;

/** When the rows of a running result appear. Says nothing in batch mode, where rows come once and are not taken back. */
public enum Delivery {
    /** Within a moment; after a failure the result goes back to the newest checkpoint. */
    LIVE,

    /** Only once a complete checkpoint covers them, so that nothing that was shown is taken back. */
    COMMITTED
}
