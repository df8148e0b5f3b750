package dev.riffle.sessions.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the JobManager how the cluster is, and tells who listens. Safe for use from any thread; listeners are told on
 * the monitor's thread, never under its lock.
 */
final class ClusterMonitor implements AutoCloseable {

    private static final Duration EAGER = Duration.ofMillis(200);
    private static final Duration CALM = Duration.ofSeconds(1);

    /** By then the JobManager has noticed that a process ended; before, its counts may still include it. */
    private static final Duration NOTICED = Duration.ofSeconds(8);

    private final boolean local;

    @GuardedBy("lock")
    private URI address;

    private final ClusterClient client;
    private final List<Consumer<ClusterStatus>> listeners = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();
    private final Thread thread;

    @GuardedBy("lock")
    private ClusterStatus status;

    @GuardedBy("lock")
    private @Nullable String incident;

    @GuardedBy("lock")
    private boolean closed;

    @GuardedBy("lock")
    private long incidentAt;

    @GuardedBy("lock")
    private boolean lossSeen;

    private boolean wasReady;

    ClusterMonitor(boolean local, URI address, ClusterClient client) {
        this.local = local;
        this.address = address;
        this.client = client;
        this.status = new ClusterStatus(
                local,
                ClusterState.STARTING,
                local ? "The session cluster is starting." : "Looking for the session cluster at " + address + ".",
                address.toString(),
                0,
                0,
                0,
                null,
                Instant.now());
        this.thread = new Thread(this::watch, "cluster-monitor");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    ClusterStatus status() {
        synchronized (lock) {
            return status;
        }
    }

    AutoCloseable onStatus(Consumer<ClusterStatus> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** The cluster is to be found there from now on. */
    void moveTo(URI next) {
        synchronized (lock) {
            address = next;
            lock.notifyAll();
        }
    }

    /** A process of the cluster ended: said until the cluster is ready again. */
    void report(String what) {
        synchronized (lock) {
            incident = what;
            incidentAt = System.nanoTime();
            lossSeen = false;
            lock.notifyAll();
        }
    }

    URI awaitReady(Duration timeout) throws ClusterUnavailableException, InterruptedException {
        long until = System.nanoTime() + timeout.toNanos();
        synchronized (lock) {
            while (status.state() != ClusterState.READY) {
                long left = until - System.nanoTime();
                if (status.state() == ClusterState.STOPPED || left <= 0) {
                    throw new ClusterUnavailableException(status.message());
                }
                lock.wait(Math.max(1, left / 1_000_000));
            }
            return address;
        }
    }

    private void watch() {
        try {
            while (true) {
                ClusterStatus next = look();
                boolean changed;
                synchronized (lock) {
                    if (closed) {
                        return;
                    }
                    changed = !same(status, next);
                    if (changed) {
                        status = next;
                        lock.notifyAll();
                    }
                }
                if (changed) {
                    listeners.forEach(listener -> listener.accept(next));
                }
                synchronized (lock) {
                    if (!closed) {
                        lock.wait((next.state() == ClusterState.READY ? CALM : EAGER).toMillis());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ClusterStatus look() throws InterruptedException {
        URI asked;
        synchronized (lock) {
            asked = address;
        }
        ClusterClient.@Nullable Overview overview = null;
        String failure = "";
        try {
            overview = client.overview(asked);
        } catch (IOException e) {
            failure = UnreachableCluster.why(asked, e);
        }
        // A TaskManager is listed a moment before its slots are.
        boolean complete = overview != null && overview.slotsTotal() > 0;
        ClusterStatus before;
        String happened;
        synchronized (lock) {
            before = status;
            if (!complete) {
                lossSeen = true;
            } else if (lossSeen || System.nanoTime() - incidentAt > NOTICED.toNanos()) {
                incident = null;
            }
            happened = incident;
        }
        if (overview != null && complete && happened == null) {
            wasReady = true;
            return next(
                    asked,
                    before,
                    ClusterState.READY,
                    plural(overview.taskManagers(), "TaskManager") + ", " + plural(overview.slotsTotal(), "slot"),
                    overview);
        }
        if (local) {
            if (happened != null) {
                return next(asked, before, ClusterState.RESTARTING, happened, overview);
            }
            return wasReady
                    ? next(asked, before, ClusterState.RESTARTING, "The session cluster is coming back.", overview)
                    : next(asked, before, ClusterState.STARTING, "The session cluster is starting.", overview);
        }
        return next(
                asked,
                before,
                ClusterState.UNREACHABLE,
                overview != null ? "No TaskManager is registered at " + asked + "." : failure + " Trying again.",
                overview);
    }

    private ClusterStatus next(
            URI shown,
            ClusterStatus before,
            ClusterState state,
            String message,
            ClusterClient.@Nullable Overview overview) {
        return new ClusterStatus(
                local,
                state,
                message,
                shown.toString(),
                overview == null ? 0 : overview.taskManagers(),
                overview == null ? 0 : overview.slotsTotal(),
                overview == null ? 0 : overview.slotsFree(),
                overview == null ? before.flinkVersion() : overview.flinkVersion(),
                state == before.state() ? before.since() : Instant.now());
    }

    private static boolean same(ClusterStatus a, ClusterStatus b) {
        return a.equals(b);
    }

    private static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    @Override
    public void close() {
        ClusterStatus last;
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            last = next(address, status, ClusterState.STOPPED, "The session cluster has ended.", null);
            status = last;
            lock.notifyAll();
        }
        listeners.forEach(listener -> listener.accept(last));
    }
}
