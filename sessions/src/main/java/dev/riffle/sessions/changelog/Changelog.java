package dev.riffle.sessions.changelog;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The changes of one result as they come. Read by one thread; closed by any. */
public interface Changelog extends AutoCloseable {

    /**
     * Waits for the next frame.
     *
     * @return null when the result has ended or this was closed
     * @throws JobEndedException when the job ended before the result did
     */
    @Nullable
    ChangeBatch next() throws IOException, InterruptedException, JobEndedException;

    @Override
    void close();
}
