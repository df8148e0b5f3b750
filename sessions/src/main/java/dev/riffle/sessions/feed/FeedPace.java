package dev.riffle.sessions.feed;

import java.time.Duration;

/**
 * How far apart the frames of a view should be: close while somebody watches and keeps up, further the more watch (each
 * frame is sent to all of them), further still while all of them lag, and far while nobody watches. Confined to the
 * feed.
 */
final class FeedPace {

    static final Duration UNWATCHED = Duration.ofSeconds(2);

    /** The work of a second is shared by all who watch: ten more of them make frames a millisecond longer. */
    private static final int WATCHERS_A_MILLISECOND = 10;

    private static final double SLOWEST = 20;
    private static final long LONGEST_MILLIS = 1_000;

    private final Duration interval;
    private double slowness = 1;

    FeedPace(Duration interval) {
        this.interval = interval;
    }

    /** Told after each frame. */
    void delivered(int watchers, int lagging) {
        if (watchers > 0 && lagging == watchers) {
            slowness = Math.min(SLOWEST, slowness * 1.3);
        } else {
            slowness = Math.max(1, slowness * 0.9);
        }
    }

    Duration interval(int watchers) {
        if (watchers == 0) {
            return UNWATCHED;
        }
        double millis = interval.toMillis() * slowness + (double) watchers / WATCHERS_A_MILLISECOND;
        return Duration.ofMillis(Math.min(LONGEST_MILLIS, Math.round(millis)));
    }
}
