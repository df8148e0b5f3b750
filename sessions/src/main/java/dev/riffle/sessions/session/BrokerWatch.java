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
import java.util.stream.Stream;
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

    /** Of brokers that never answered here. */
    private static final int LOOKS_UNTIL_GIVEN_UP = 10;

    private static final int MOST_OF_A_LIST = 3;

    /** Is told of brokers that went away, and of those that came back. */
    interface Observer {

        void wentAway(String servers, Instant since);

        void cameBack(String servers);
    }

    /** @param told of which of them the observer knows that they are away; used on the watch's thread alone */
    private record Watched(Set<String> servers, Observer observer, Set<String> told) {}

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
            jobs.put(jobId, new Watched(Set.copyOf(servers), observer, new HashSet<>()));
        }
    }

    void forget(String jobId) {
        jobs.remove(jobId);
    }

    private void look() {
        try {
            Set<String> wanted = new HashSet<>();
            jobs.values().forEach(job -> wanted.addAll(job.servers()));
            states.keySet().retainAll(wanted);
            // Those that are followed go first, so that what went away is seen to come back.
            Stream.concat(Set.copyOf(states.keySet()).stream(), wanted.stream())
                    .distinct()
                    .limit(MOST_ADDRESSES)
                    .forEach(this::look);
            jobs.values().forEach(this::tell);
        } catch (RuntimeException e) {
            LOG.warn("Looking for brokers failed", e);
        }
    }

    private void look(String servers) {
        State state = states.computeIfAbsent(servers, none -> new State());
        if (!state.answered && state.misses >= LOOKS_UNTIL_GIVEN_UP) {
            return;
        }
        if (answers(servers)) {
            state.answered = true;
            state.misses = 0;
            state.away = false;
            return;
        }
        if (state.misses++ == 0) {
            state.missedSince = Instant.now();
        }
        state.away = state.answered && state.misses >= LOOKS_UNTIL_AWAY;
    }

    /** What a job does not know yet, it may have begun after it happened. */
    private void tell(Watched job) {
        for (String servers : job.servers()) {
            State state = states.get(servers);
            if (state == null) {
                continue;
            }
            try {
                if (state.away && job.told().add(servers)) {
                    job.observer().wentAway(servers, state.missedSince);
                } else if (!state.away && job.told().remove(servers)) {
                    job.observer().cameBack(servers);
                }
            } catch (RuntimeException e) {
                LOG.warn("A job could not be told of its brokers", e);
            }
        }
    }

    /** Whether one of them takes a connection. */
    private static boolean answers(String servers) {
        for (String server :
                Stream.of(servers.split(",", -1)).limit(MOST_OF_A_LIST).toList()) {
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
