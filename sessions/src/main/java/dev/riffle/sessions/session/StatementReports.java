package dev.riffle.sessions.session;

import dev.riffle.sessions.changelog.JobEndedException;
import dev.riffle.sessions.cluster.ClusterClient;
import dev.riffle.sessions.cluster.SessionCluster;
import dev.riffle.sessions.feed.ResultListener;
import dev.riffle.sessions.statement.FilledStatement;
import dev.riffle.sessions.statement.Problem;
import dev.riffle.sessions.statement.Statement;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one statement once it is with the cluster: news of its job and of its result. Safe for use from any
 * thread; the job watch and the result's pump both report here, and whoever is first decides.
 */
final class StatementReports implements ResultListener, BrokerWatch.Observer {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final String CANCELLED_ELSEWHERE = "The job was cancelled outside of this notebook.";

    private final CellRun run;
    private final int index;
    private final Statement statement;
    private final RunReporter reporter;
    private final ClusterClient client;
    private final SessionCluster cluster;
    private final SecretVeil veil;
    private final BrokerWatch brokers;
    private final ZoneId zone;

    /** Null until it is submitted: the first news of a result may come before. */
    private volatile @Nullable String jobId;

    /** What was told last of the job's brokers. */
    private volatile @Nullable String brokerNote;

    StatementReports(
            CellRun run,
            int index,
            Statement statement,
            RunReporter reporter,
            ClusterClient client,
            SessionCluster cluster,
            SecretVeil veil,
            BrokerWatch brokers,
            ZoneId zone) {
        this.run = run;
        this.index = index;
        this.statement = statement;
        this.reporter = reporter;
        this.client = client;
        this.cluster = cluster;
        this.veil = veil;
        this.brokers = brokers;
        this.zone = zone;
    }

    /** What it says of a broker is over with the job. */
    private @Nullable String withoutBrokers(@Nullable String message) {
        return message != null && message.equals(brokerNote) ? null : message;
    }

    void submitted(String job) {
        jobId = job;
    }

    @Override
    public void firstRow() {
        change(before -> before.withState(RunState.WAITING));
        change(before -> before.withState(RunState.RUNNING));
    }

    @Override
    public void restarted(boolean restored) {
        String note = restored
                ? "The job was started again from a checkpoint."
                : "The job was started again, and the result with it.";
        change(before -> before.withMessage(note));
    }

    @Override
    public void finished() {
        change(before -> before.withState(RunState.FINISHED).withProblem(null));
    }

    @Override
    public void failed(Throwable cause) {
        String ended = cause instanceof JobEndedException end ? end.state() : stateOnCluster();
        if (ended.equals("CANCELED")) {
            cancelled();
        } else if (ended.equals("UNKNOWN")) {
            lost();
        } else {
            Problem problem = jobProblem(cause);
            change(before -> before.failed(problem).withMessage(withoutBrokers(before.message())));
        }
    }

    /** @param query whether a result says by itself that it has finished, with all its rows */
    void jobChanged(String job, String state, boolean query) {
        switch (state) {
            case "RUNNING" -> change(before -> query ? waitingForRows(before) : before.withState(RunState.RUNNING));
            case "RESTARTING" -> {
                String why =
                        "It failed, and was started again: " + jobProblem(null).message();
                change(before -> (query ? before.withState(RunState.WAITING) : before).withMessage(why));
            }
            case "FINISHED" -> {
                ended(job);
                if (!query) {
                    finished();
                }
            }
            case "CANCELED" -> {
                ended(job);
                cancelled();
            }
            case "FAILED" -> {
                ended(job);
                Problem problem = jobProblem(null);
                change(before -> before.failed(problem).withMessage(withoutBrokers(before.message())));
            }
            case JobWatch.GONE -> {
                ended(job);
                lost();
            }
            default -> {
                // CREATED, INITIALIZING, CANCELLING, FAILING, RECONCILING, SUSPENDED: on the way to one of the others.
            }
        }
    }

    private void ended(String job) {
        run.ended(job);
        brokers.forget(job);
    }

    @Override
    public void wentAway(String servers, Instant since) {
        String note = "Kafka at " + veil.over(servers) + " does not answer since " + CLOCK.format(since.atZone(zone))
                + ". The job waits for it.";
        brokerNote = note;
        change(before -> before.state().isTerminal() ? before : before.withMessage(note));
    }

    @Override
    public void cameBack(String servers) {
        String note = "Kafka at " + veil.over(servers) + " answers again.";
        brokerNote = note;
        change(before -> before.state().isTerminal() ? before : before.withMessage(note));
    }

    /** The job runs; rows may have been quicker than the news of it. */
    private static StatementRun waitingForRows(StatementRun before) {
        return before.state() == RunState.STARTING ? before.withState(RunState.WAITING) : before;
    }

    private void cancelled() {
        boolean ours = run.isStopRequested();
        change(before -> ours || before.state().isTerminal()
                ? before.stopped()
                : before.stopped().withMessage(CANCELLED_ELSEWHERE));
    }

    private void lost() {
        Problem problem = new Problem(
                "JOB_LOST",
                "The cluster does not know the job any more: it was started again, or forgot it.",
                statement.range(),
                "Run the cell again.",
                null);
        boolean ours = run.isStopRequested();
        change(before -> ours ? before.stopped() : before.failed(problem));
    }

    private String stateOnCluster() {
        String job = jobId;
        String address = cluster.status().address();
        if (job != null && address != null) {
            try {
                return client.jobState(URI.create(address), job).orElse("");
            } catch (IOException e) {
                // The cluster does not say: what is known here has to do.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return "";
    }

    private Problem jobProblem(@Nullable Throwable cause) {
        String job = jobId;
        String address = cluster.status().address();
        if (job != null && address != null) {
            try {
                Optional<String> trace = client.jobFailure(URI.create(address), job);
                if (trace.isPresent()) {
                    return Problems.ofJob(trace.get(), statement, veil);
                }
            } catch (IOException e) {
                // The cluster does not say: what is known here has to do.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return cause == null
                ? Problems.ofJob("The job failed, and the cluster does not say why.", statement, veil)
                : Problems.of(cause, FilledStatement.asWritten(statement), NameHintsOf.nothing(), veil);
    }

    private void change(UnaryOperator<StatementRun> change) {
        reporter.change(run.id(), index, change);
    }
}
