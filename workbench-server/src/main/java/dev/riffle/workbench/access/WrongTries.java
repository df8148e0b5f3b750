package dev.riffle.workbench.access;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often something wrong was tried lately, by what it was tried on. Safe for use from any thread. */
final class WrongTries {

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
    WrongTries(int most, Duration within) {
        this.most = most;
        this.within = within;
    }

    boolean areTooMany(String subject, Instant now) {
        synchronized (lock) {
            Deque<Instant> known = tries.get(subject);
            if (known == null) {
                return false;
            }
            while (!known.isEmpty() && known.getFirst().isBefore(now.minus(within))) {
                known.removeFirst();
            }
            if (known.isEmpty()) {
                tries.remove(subject);
            }
            return known.size() >= most;
        }
    }

    void note(String subject, Instant now) {
        synchronized (lock) {
            Deque<Instant> known = tries.computeIfAbsent(subject, unused -> new ArrayDeque<>());
            if (known.size() < most) {
                known.addLast(now);
            }
            if (tries.size() > MOST_SUBJECTS) {
                tries.remove(tries.keySet().iterator().next());
            }
        }
    }
}
