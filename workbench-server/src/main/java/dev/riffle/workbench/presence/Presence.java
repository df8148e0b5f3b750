package dev.riffle.workbench.presence;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Who is in which document. All in a room are told who else is, soon after something changed: the whole list, so that
 * only the newest counts, and the less often the more there are, since each is told of each. Holds one place a visit,
 * whatever is said in it; nothing is kept of those who left. Safe for use from any thread; listeners are called on one
 * thread, not under a lock.
 */
public final class Presence {

    /** Of so many others a page is told where they are; further ones are counted. */
    public static final int MOST_TOLD = 50;

    private static final long SHORTEST_PAUSE_MILLIS = 30;
    private static final long PAUSE_MILLIS_A_PERSON = 10;

    /** Is told who else is in the room, those who came first before the others. */
    @FunctionalInterface
    public interface Listener {

        /** @param more how many there are beyond those in the list */
        void present(List<Present> others, int more);
    }

    /** One person's stay in a room. */
    public final class Visit implements AutoCloseable {

        private final Room room;
        private final Visitor visitor;
        private final Listener listener;

        private Visit(Room room, Visitor visitor, Listener listener) {
            this.room = room;
            this.visitor = visitor;
            this.listener = listener;
        }

        public void moved(Whereabouts whereabouts) {
            synchronized (lock) {
                Gathering gathering = rooms.get(room);
                if (gathering != null && gathering.visits.replace(this, whereabouts) != null) {
                    tellSoon(gathering);
                }
            }
        }

        @Override
        public void close() {
            synchronized (lock) {
                Gathering gathering = rooms.get(room);
                if (gathering != null && gathering.visits.remove(this) != null) {
                    if (gathering.visits.isEmpty()) {
                        rooms.remove(room);
                    } else {
                        tellSoon(gathering);
                    }
                }
            }
        }
    }

    private static final class Gathering {
        final Map<Visit, Whereabouts> visits = new LinkedHashMap<>();
        boolean telling;
    }

    private final Object lock = new Object();

    @GuardedBy("lock")
    private final Map<Room, Gathering> rooms = new HashMap<>();

    private final ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "presence");
        made.setDaemon(true);
        return made;
    });

    /** Comes into a room, which lasts until the visit is closed. */
    public Visit enter(Room room, Visitor visitor, Listener listener) {
        Visit visit = new Visit(room, visitor, listener);
        synchronized (lock) {
            Gathering gathering = rooms.computeIfAbsent(room, unused -> new Gathering());
            gathering.visits.put(visit, Whereabouts.NOWHERE);
            tellSoon(gathering);
        }
        return visit;
    }

    @GuardedBy("lock")
    private void tellSoon(Gathering gathering) {
        if (gathering.telling) {
            return;
        }
        gathering.telling = true;
        long pause = Math.max(SHORTEST_PAUSE_MILLIS, gathering.visits.size() * PAUSE_MILLIS_A_PERSON);
        var unused = teller.schedule(() -> tell(gathering), pause, TimeUnit.MILLISECONDS);
    }

    private void tell(Gathering gathering) {
        Map<Visit, Whereabouts> now;
        synchronized (lock) {
            gathering.telling = false;
            now = new LinkedHashMap<>(gathering.visits);
        }
        for (Visit visit : now.keySet()) {
            List<Present> others = new ArrayList<>();
            for (Map.Entry<Visit, Whereabouts> other : now.entrySet()) {
                if (other.getKey() != visit && others.size() < MOST_TOLD) {
                    others.add(new Present(other.getKey().visitor, other.getValue()));
                }
            }
            visit.listener.present(List.copyOf(others), now.size() - 1 - others.size());
        }
    }
}
