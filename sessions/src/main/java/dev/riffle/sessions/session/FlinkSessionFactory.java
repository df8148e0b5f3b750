package dev.riffle.sessions.session;

import dev.riffle.sessions.cluster.ClusterClient;
import dev.riffle.sessions.cluster.ClusterClient.JobSummary;
import dev.riffle.sessions.cluster.SessionCluster;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens {@link FlinkSession}s on one cluster. Safe for use from any thread. */
public final class FlinkSessionFactory implements SessionFactory {

    private static final Logger LOG = LoggerFactory.getLogger(FlinkSessionFactory.class);
    private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(10);

    private final SessionCluster cluster;
    private final ClusterClient client;
    private final Secrets secrets;
    private final JobWatch watch;
    private final BrokerWatch brokers = new BrokerWatch();
    private final RunStopper stopper;
    private final String start = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    private final Set<FlinkSession> open = ConcurrentHashMap.newKeySet();

    /** Opens sessions that know no secrets. */
    public FlinkSessionFactory(SessionCluster cluster, ClusterClient client) {
        this(cluster, client, Secrets.none());
    }

    public FlinkSessionFactory(SessionCluster cluster, ClusterClient client, Secrets secrets) {
        this.secrets = secrets;
        this.cluster = cluster;
        this.client = client;
        this.watch = new JobWatch(cluster, client);
        this.stopper = new RunStopper(cluster, client);
    }

    @Override
    public Session open(SessionOptions options, SessionListener listener) {
        FlinkSession session = new FlinkSession(
                options,
                listener,
                cluster,
                client,
                watch,
                brokers,
                stopper,
                new JobMark(options.instance(), start),
                secrets,
                open::remove);
        open.add(session);
        return session;
    }

    @Override
    public boolean cancelOrphans(String instance) {
        String address = cluster.status().address();
        if (address == null) {
            return false;
        }
        JobMark mark = new JobMark(instance, start);
        boolean gone = true;
        try {
            for (JobSummary job : client.jobs(URI.create(address))) {
                if (!job.isTerminal() && mark.isOfEarlierStart(job.name())) {
                    LOG.info("Cancelling job {} ({}), which an earlier server left behind", job.id(), job.name());
                    gone &= client.cancelAndAwait(URI.create(address), job.id(), CANCEL_TIMEOUT);
                }
            }
            return gone;
        } catch (IOException e) {
            LOG.warn("Could not look for jobs that an earlier server left behind: {}", e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        List<Thread> closers = new ArrayList<>();
        for (FlinkSession session : open) {
            Thread closer = new Thread(session::close, "close-session");
            closer.start();
            closers.add(closer);
        }
        for (Thread closer : closers) {
            try {
                closer.join(20_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        stopper.close();
        watch.close();
        brokers.close();
    }
}
