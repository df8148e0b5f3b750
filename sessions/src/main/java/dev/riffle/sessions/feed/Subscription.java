package dev.riffle.sessions.feed;

import dev.riffle.sessions.view.ViewUpdate;
import org.jspecify.annotations.Nullable;

/**
 * One watcher of a view, with a bounded mailbox. When the mailbox overflows its content is dropped and the next update
 * is a fresh snapshot. Polled by one thread at a time.
 */
public interface Subscription extends AutoCloseable {

    /** The next update, or null when there is none now. */
    @Nullable
    ViewUpdate poll();

    @Override
    void close();
}
