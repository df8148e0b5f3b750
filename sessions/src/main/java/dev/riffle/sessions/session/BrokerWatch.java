package dev.riffle.sessions.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the Kafka brokers of running jobs answer. A job that reads from brokers which went away waits for them
 * without a word; this tells it. Of brokers that never answered here nothing is told: only the cluster may reach them. Safe
 * for use from any thread; observers are told on the watch's thread.
 */
final class BrokerWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);
    private static final int MOST_ADDRESSES = 50;
    private static final long INTERVAL_MILLIS = 1_000;
    private static final int CONNECT_MILLIS = 1_000;
    private static final int LOOKS_UNTIL_AWAY = 2;

    /** Is told of brokers that went away, and of those that came back. */
    interface Observer {

        void wentAway(String servers, Instant since);

        void cameBack(String servers);
    }

    private record Watched(Set<String> servers, Observer observer) {}

    private static final class State {
        boolean answered;
        boolean away;
        int misses;
        Instant missedSince = Instant.EPOCH;
    }

    private final Map<String, Watched> jobs = new ConcurrentHashMap<>();

    /** By address; used on the watch's thread alone. */
    private final Map<String, State> states = new HashMap<>();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "broker-watch");
        thread.setDaemon(true);
        return thread;
    });

    BrokerWatch() {
        var unused = timer.scheduleWithFixedDelay(this::look, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** @param servers each {@code host:port,host:port} */
    void watch(String jobId, Set<String> servers, Observer observer) {
        if (!servers.isEmpty()) {
            jobs.put(jobId, new Watched(Set.copyOf(servers), observer));
        }
    }

    void forget(String jobId) {
        jobs.remove(jobId);
    }

    private void look() {
        try {
            Set<String> wanted = new HashSet<>();
            for (Watched job : jobs.values()) {
                job.servers().stream()
                        .filter(servers -> wanted.size() < MOST_ADDRESSES)
                        .forEach(wanted::add);
            }
            states.keySet().retainAll(wanted);
            wanted.forEach(this::look);
        } catch (RuntimeException e) {
            LOG.warn("Looking for brokers failed", e);
        }
    }

    private void look(String servers) {
        State state = states.computeIfAbsent(servers, none -> new State());
        if (answers(servers)) {
            state.answered = true;
            state.misses = 0;
            if (state.away) {
                state.away = false;
                tell(servers, observer -> observer.cameBack(servers));
            }
            return;
        }
        if (state.misses++ == 0) {
            state.missedSince = Instant.now();
        }
        if (state.answered && !state.away && state.misses >= LOOKS_UNTIL_AWAY) {
            state.away = true;
            Instant since = state.missedSince;
            tell(servers, observer -> observer.wentAway(servers, since));
        }
    }

    private void tell(String servers, Consumer<Observer> news) {
        for (Watched job : jobs.values()) {
            if (job.servers().contains(servers)) {
                news.accept(job.observer());
            }
        }
    }

    /** Whether one of them takes a connection. */
    private static boolean answers(String servers) {
        for (String server : servers.split(",", -1)) {
            int colon = server.lastIndexOf(':');
            if (colon < 0) {
                continue;
            }
            try (Socket socket = new Socket()) {
                int port = Integer.parseInt(server.substring(colon + 1).strip());
                socket.connect(new InetSocketAddress(server.substring(0, colon).strip(), port), CONNECT_MILLIS);
                return true;
            } catch (IOException | IllegalArgumentException notThere) {
                LOG.debug("{} does not answer: {}", server, notThere.toString());
            }
        }
        return false;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
