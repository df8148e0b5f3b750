package dev.riffle.workbench.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How often something wrong was tried lately, by what it was tried on. What that may be is bounded by nobody, so it is
 * counted in a fixed number of buckets: no number of made-up subjects makes one forget what was tried on another, and by
 * a key of this process nobody can choose subjects that share a bucket. Safe for use from any thread.
 */
public final class WrongTries {

    private static final int BUCKETS = 1 << 14;

    private final int most;
    private final Duration within;
    private final Object lock = new Object();

    private final Codes key = new Codes(Codes.random(24));

    /** When it was tried in each bucket, at most {@link #most} times. */
    @GuardedBy("lock")
    private final Map<Integer, Deque<Instant>> tries = new HashMap<>();

    /**
     * @param most tries that are answered
     * @param within that time
     */
    public WrongTries(int most, Duration within) {
        this.most = most;
        this.within = within;
    }

    /** Counts a try before it is looked at, so that many at once are no way around; false where there were too many. */
    public boolean begin(String subject, Instant now) {
        int bucket = bucket(subject);
        synchronized (lock) {
            Deque<Instant> known = tries.computeIfAbsent(bucket, unused -> new ArrayDeque<>());
            while (!known.isEmpty() && known.getFirst().isBefore(now.minus(within))) {
                known.removeFirst();
            }
            if (known.size() >= most) {
                return false;
            }
            known.addLast(now);
            return true;
        }
    }

    /** The try that was counted last was right after all. */
    public void wasRight(String subject) {
        int bucket = bucket(subject);
        synchronized (lock) {
            Deque<Instant> known = tries.get(bucket);
            if (known != null) {
                known.pollLast();
                if (known.isEmpty()) {
                    tries.remove(bucket);
                }
            }
        }
    }

    private int bucket(String subject) {
        return Math.floorMod(key.code(subject).hashCode(), BUCKETS);
    }
}
