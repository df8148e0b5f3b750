package dev.riffle.sessions.changelog;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The changes of one result as they come. Read by one thread; paced and closed by any. */
public interface Changelog extends AutoCloseable {

    /**
     * Waits for the next frame.
     *
     * @return null when the result has ended or this was closed
     * @throws JobEndedException when the job ended before the result did
     */
    @Nullable
    ChangeBatch next() throws IOException, InterruptedException, JobEndedException;

    /** Frames are wanted no closer to each other than this, from now on. A shorter one takes effect at once. */
    void pace(Duration interval);

    @Override
    void close();
}
