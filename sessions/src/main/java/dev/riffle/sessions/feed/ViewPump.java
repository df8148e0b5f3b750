package dev.riffle.sessions.feed;

import dev.riffle.sessions.changelog.ChangeBatch;
import dev.riffle.sessions.changelog.Changelog;
import dev.riffle.sessions.changelog.FrameOrigin;
import dev.riffle.sessions.changelog.JobEndedException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One thread that carries a changelog into a feed until it ends. */
final class ViewPump {

    private final Changelog changelog;
    private final MaterializedFeed feed;
    private final ResultListener listener;
    private final Thread thread;
    private volatile boolean stopped;

    ViewPump(Changelog changelog, MaterializedFeed feed, ResultListener listener, String name) {
        this.changelog = changelog;
        this.feed = feed;
        this.listener = listener;
        this.thread = new Thread(this::pump, name);
        this.thread.setDaemon(true);
    }

    void start() {
        feed.onPace(changelog::pace);
        thread.start();
    }

    private void pump() {
        Throwable failure = null;
        boolean finished = false;
        try {
            finished = carry();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | JobEndedException | RuntimeException | Error e) {
            // Errors too: a class that is missing for one column must end this result, not leave it waiting for ever.
            failure = e;
        }
        if (stopped) {
            return;
        }
        if (failure != null) {
            listener.failed(failure);
        } else if (finished) {
            listener.finished();
        }
    }

    private boolean carry() throws IOException, InterruptedException, JobEndedException {
        boolean rowsSeen = false;
        @Nullable Long epoch = null;
        boolean last = false;
        ChangeBatch batch;
        while (!stopped && (batch = changelog.next()) != null) {
            FrameOrigin origin = batch.origin();
            if (epoch != null && epoch != origin.epoch()) {
                listener.restarted(origin.isRestored());
                rowsSeen = false;
            }
            epoch = origin.epoch();
            feed.apply(batch);
            if (!rowsSeen && batch.totalChanges() > 0) {
                rowsSeen = true;
                listener.firstRow();
            }
            last = batch.last();
        }
        if (!last && !stopped) {
            throw new IOException("The result ended without its last rows.");
        }
        return last;
    }

    /** Ends the reading and returns once it ended. Safe to call twice and from the pump itself. */
    void stop() {
        stopped = true;
        changelog.close();
        if (Thread.currentThread() == thread) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
