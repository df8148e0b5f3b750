package dev.riffle.workbench.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often something wrong was tried lately, by what it was tried on. Safe for use from any thread. */
public final class WrongTries {

    private static final int MOST_SUBJECTS = 1_000;

    private final int most;
    private final Duration within;
    private final Object lock = new Object();

    /** In the order of their first tries. */
    @GuardedBy("lock")
    private final Map<String, Deque<Instant>> tries = new LinkedHashMap<>();

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
        synchronized (lock) {
            Deque<Instant> known = tries.computeIfAbsent(subject, unused -> new ArrayDeque<>());
            while (!known.isEmpty() && known.getFirst().isBefore(now.minus(within))) {
                known.removeFirst();
            }
            if (known.size() >= most) {
                return false;
            }
            known.addLast(now);
            if (tries.size() > MOST_SUBJECTS) {
                tries.remove(tries.keySet().iterator().next());
            }
            return true;
        }
    }

    /** The try that was counted last was right after all. */
    public void wasRight(String subject) {
        synchronized (lock) {
            Deque<Instant> known = tries.get(subject);
            if (known != null) {
                known.pollLast();
                if (known.isEmpty()) {
                    tries.remove(subject);
                }
            }
        }
    }
}
