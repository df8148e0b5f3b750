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
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one statement once it is with the cluster: news of its job and of its result. Safe for use from any
 * thread; the job watch and the result's pump both report here, and whoever is first decides.
 */
final class StatementReports implements ResultListener {

    private static final String CANCELLED_ELSEWHERE = "The job was cancelled outside of this notebook.";

    private final CellRun run;
    private final int index;
    private final Statement statement;
    private final RunReporter reporter;
    private final ClusterClient client;
    private final SessionCluster cluster;
    private final SecretVeil veil;

    /** Null until it is submitted: the first news of a result may come before. */
    private volatile @Nullable String jobId;

    StatementReports(
            CellRun run,
            int index,
            Statement statement,
            RunReporter reporter,
            ClusterClient client,
            SessionCluster cluster,
            SecretVeil veil) {
        this.run = run;
        this.index = index;
        this.statement = statement;
        this.reporter = reporter;
        this.client = client;
        this.cluster = cluster;
        this.veil = veil;
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
            change(before -> before.failed(problem));
        }
    }

    /** @param query whether a result says by itself that it has finished, with all its rows */
    void jobChanged(String job, String state, boolean query) {
        switch (state) {
            case "RUNNING" -> change(before -> query ? waitingForRows(before) : before.withState(RunState.RUNNING));
            case "RESTARTING" -> change(before -> query ? before.withState(RunState.WAITING) : before);
            case "FINISHED" -> {
                run.ended(job);
                if (!query) {
                    finished();
                }
            }
            case "CANCELED" -> {
                run.ended(job);
                cancelled();
            }
            case "FAILED" -> {
                run.ended(job);
                Problem problem = jobProblem(null);
                change(before -> before.failed(problem));
            }
            case JobWatch.GONE -> {
                run.ended(job);
                lost();
            }
            default -> {
                // CREATED, INITIALIZING, CANCELLING, FAILING, RECONCILING, SUSPENDED: on the way to one of the others.
            }
        }
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
