package dev.riffle.sessions.session;

import dev.riffle.sessions.cluster.ClusterClient;
import dev.riffle.sessions.cluster.SessionCluster;
import dev.riffle.sessions.feed.FiniteResults;
import dev.riffle.sessions.feed.LiveResult;
import dev.riffle.sessions.feed.LiveResults;
import dev.riffle.sessions.feed.ResultListener;
import dev.riffle.sessions.feed.ResultOptions;
import dev.riffle.sessions.feed.ViewFeed;
import dev.riffle.sessions.statement.Problem;
import dev.riffle.sessions.statement.Statement;
import dev.riffle.sessions.statement.StatementKind;
import dev.riffle.sessions.statement.StatementSplitter;
import dev.riffle.sessions.view.ViewBounds;
import dev.riffle.sessions.view.ViewId;
import java.io.IOException;
import java.net.URI;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.QueryOperation;
import org.jspecify.annotations.Nullable;

/** Runs the statements of one cell in order. Confined to the session thread, but for what jobs report later. */
final class CellExecution {

    private static final long DML_SYNC_POLL_MILLIS = 50;

    private final CellRun run;
    private final EmbeddedGateway gateway;
    private final SessionOptions options;
    private final RuntimeMode runtimeMode;
    private final RunReporter reporter;
    private final JobWatch watch;
    private final ClusterClient client;
    private final SessionCluster cluster;
    private final CreatedObjects created;

    CellExecution(
            CellRun run,
            EmbeddedGateway gateway,
            SessionOptions options,
            RuntimeMode runtimeMode,
            RunReporter reporter,
            JobWatch watch,
            ClusterClient client,
            SessionCluster cluster,
            CreatedObjects created) {
        this.run = run;
        this.gateway = gateway;
        this.options = options;
        this.runtimeMode = runtimeMode;
        this.reporter = reporter;
        this.watch = watch;
        this.client = client;
        this.cluster = cluster;
        this.created = created;
    }

    void execute() {
        List<Statement> statements = StatementSplitter.split(run.text());
        reporter.begin(run.id(), statements);
        for (int index = 0; index < statements.size(); index++) {
            if (run.isStopRequested()) {
                stopFrom(index, statements.size(), "Not run: the cell was stopped.");
                return;
            }
            Statement statement = statements.get(index);
            move(index, RunState.STARTING);
            try {
                execute(index, statement);
            } catch (RuntimeException | Error e) {
                if (gateway.isInStatementSet()) {
                    gateway.leaveStatementSet();
                }
                fail(index, Problems.of(e, statement, NameHintsOf.session(gateway)));
                stopFrom(index + 1, statements.size(), "Not run: an earlier statement failed.");
                return;
            }
        }
    }

    private void execute(int index, Statement statement) {
        if (statement.kind() == StatementKind.JOB && statement.text().regionMatches(true, 0, "BEGIN", 0, 5)) {
            executeStatementSet(index, statement);
            return;
        }
        // A query is bound to the environment that parsed it, and to its settings.
        TableEnvironmentInternal environment = gateway.environment(
                statement.kind() == StatementKind.QUERY ? querySettings(statement) : jobSettings(statement));
        Operation operation = EmbeddedGateway.parse(environment, statement.text());
        if (operation instanceof QueryOperation query) {
            startQuery(index, statement, environment, query);
            return;
        }
        Optional<String> drop = CreatedObjects.dropOf(operation, gateway.tableExists());
        EmbeddedGateway.Answer answer = gateway.execute(statement.text(), jobSettings(statement), options.maxRows());
        drop.ifPresent(created::add);
        show(index, statement, answer);
    }

    /** {@code BEGIN STATEMENT SET; … END}: the gateway wants its parts one by one, and the last starts the job. */
    private void executeStatementSet(int index, Statement statement) {
        EmbeddedGateway.Answer answer = null;
        for (String part : StatementSplitter.withinStatementSet(statement.text())) {
            answer = gateway.execute(part, jobSettings(statement), options.maxRows());
        }
        if (answer != null) {
            show(index, statement, answer);
        }
    }

    private Map<String, String> jobSettings(Statement statement) {
        Map<String, String> settings = new HashMap<>();
        if (!gateway.settings().containsKey("pipeline.name")) {
            settings.put("pipeline.name", JobName.of(options, statement));
        }
        settings.put("table.dml-sync", "false");
        return settings;
    }

    private Map<String, String> querySettings(Statement statement) {
        Map<String, String> settings = jobSettings(statement);
        settings.put("pipeline.name", JobName.of(options, statement));
        boolean streaming = runtimeMode == RuntimeMode.STREAMING
                && !"batch".equalsIgnoreCase(gateway.settings().get("execution.runtime-mode"));
        if (streaming
                && gateway.settings().keySet().stream().noneMatch(key -> key.startsWith("table.exec.mini-batch"))) {
            settings.put("table.exec.mini-batch.enabled", "true");
            settings.put(
                    "table.exec.mini-batch.allow-latency",
                    options.frameInterval().toMillis() + " ms");
            settings.put("table.exec.mini-batch.size", "50000");
        }
        return settings;
    }

    private void show(int index, Statement statement, EmbeddedGateway.Answer answer) {
        String job = answer.jobId();
        if (job != null) {
            startJob(index, statement, job);
        } else if (answer.hasContent()) {
            ViewFeed table = FiniteResults.of(newView(), answer.schema(), answer.rows(), resultOptions());
            String note = answer.cut() ? "Only the first " + options.maxRows() + " rows are shown." : null;
            reporter.change(run.id(), index, before -> with(before, RunState.FINISHED, note, null, null, table, null));
        } else {
            String message = CommandMessage.of(statement);
            reporter.change(
                    run.id(), index, before -> with(before, RunState.FINISHED, message, null, null, null, null));
        }
    }

    private void startJob(int index, Statement statement, String job) {
        run.started(job);
        String name = gateway.settings().getOrDefault("pipeline.name", JobName.of(options, statement));
        reporter.change(run.id(), index, before -> with(before, before.state(), null, job, name, null, null));
        watch.watch(job, state -> jobChanged(index, statement, job, state, false));
        if (gateway.waitsForJobs()) {
            awaitJob(job);
        }
    }

    private void awaitJob(String job) {
        try {
            while (run.jobIds().contains(job) && !run.isStopRequested()) {
                Thread.sleep(DML_SYNC_POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startQuery(
            int index, Statement statement, TableEnvironmentInternal environment, QueryOperation query) {
        ViewId view = newView();
        String name = JobName.of(options, statement);
        LiveResult result = LiveResults.start(environment, query, view, resultOptions(), reports(index, statement));
        run.started(result);
        reporter.change(
                run.id(),
                index,
                before -> with(before, before.state(), null, result.jobId(), name, result.feed(), null));
        watch.watch(result.jobId(), state -> jobChanged(index, statement, result.jobId(), state, true));
    }

    private ResultListener reports(int index, Statement statement) {
        return new ResultListener() {
            @Override
            public void firstRow() {
                move(index, RunState.WAITING);
                move(index, RunState.RUNNING);
            }

            @Override
            public void restarted(boolean restored) {
                String note = restored
                        ? "The job was started again from a checkpoint."
                        : "The job was started again, and the result with it.";
                reporter.change(
                        run.id(),
                        index,
                        before -> with(
                                before,
                                before.state(),
                                note,
                                before.jobId(),
                                before.jobName(),
                                before.result(),
                                before.problem()));
            }

            @Override
            public void finished() {
                move(index, RunState.FINISHED);
            }

            @Override
            public void failed(Throwable cause) {
                reporter.change(run.id(), index, before -> {
                    String job = before.jobId();
                    return before.state().isTerminal()
                            ? before
                            : withProblem(before, jobProblem(job, statement, cause));
                });
            }
        };
    }

    /** @param query whether a result says by itself that it has finished, with all its rows */
    private void jobChanged(int index, Statement statement, String job, String state, boolean query) {
        switch (state) {
            case "RUNNING" -> {
                if (query) {
                    waitForRows(index);
                } else {
                    move(index, RunState.RUNNING);
                }
            }
            case "RESTARTING" -> {
                if (query) {
                    move(index, RunState.WAITING);
                }
            }
            case "FINISHED" -> {
                run.ended(job);
                if (!query) {
                    move(index, RunState.FINISHED);
                }
            }
            case "CANCELED" -> {
                run.ended(job);
                move(index, RunState.STOPPED);
            }
            case "FAILED", JobWatch.GONE -> {
                run.ended(job);
                Problem problem = state.equals("FAILED")
                        ? jobProblem(job, statement, null)
                        : new Problem(
                                "JOB_LOST",
                                "The cluster does not know the job any more: it was started again, or forgot it.",
                                statement.range(),
                                "Run the cell again.",
                                null);
                reporter.change(
                        run.id(), index, before -> before.state().isTerminal() ? before : withProblem(before, problem));
            }
            default -> {
                // CREATED, INITIALIZING, CANCELLING, FAILING, RECONCILING, SUSPENDED: on the way to one of the others.
            }
        }
    }

    private Problem jobProblem(@Nullable String job, Statement statement, @Nullable Throwable cause) {
        String address = cluster.status().address();
        if (job != null && address != null) {
            try {
                Optional<String> trace = client.jobFailure(URI.create(address), job);
                if (trace.isPresent()) {
                    return Problems.ofJob(trace.get(), statement);
                }
            } catch (IOException e) {
                // The cluster does not say: what is known here has to do.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return cause == null
                ? Problems.ofJob("The job failed, and the cluster does not say why.", statement)
                : Problems.of(cause, statement, NameHintsOf.nothing());
    }

    private ResultOptions resultOptions() {
        String zone = gateway.settings().get("table.local-time-zone");
        ZoneId shown = zone == null || zone.equals("default") ? options.timeZone() : ZoneId.of(zone);
        return new ResultOptions(
                new ViewBounds(options.maxRows(), ViewBounds.DEFAULT.maxBytes()),
                options.frameInterval(),
                shown,
                false);
    }

    private static ViewId newView() {
        return new ViewId(UUID.randomUUID().toString());
    }

    private void move(int index, RunState state) {
        reporter.change(
                run.id(),
                index,
                before -> with(
                        before,
                        state,
                        before.message(),
                        before.jobId(),
                        before.jobName(),
                        before.result(),
                        before.problem()));
    }

    /** The job runs; rows may have been quicker than the news of it. */
    private void waitForRows(int index) {
        reporter.change(
                run.id(),
                index,
                before -> before.state() == RunState.STARTING
                        ? with(
                                before,
                                RunState.WAITING,
                                before.message(),
                                before.jobId(),
                                before.jobName(),
                                before.result(),
                                before.problem())
                        : before);
    }

    private void fail(int index, Problem problem) {
        reporter.change(run.id(), index, before -> withProblem(before, problem));
    }

    private void stopFrom(int first, int count, String message) {
        for (int index = first; index < count; index++) {
            reporter.change(run.id(), index, before -> with(before, RunState.STOPPED, message, null, null, null, null));
        }
    }

    private static StatementRun withProblem(StatementRun before, Problem problem) {
        return with(
                before, RunState.FAILED, before.message(), before.jobId(), before.jobName(), before.result(), problem);
    }

    private static StatementRun with(
            StatementRun before,
            RunState state,
            @Nullable String message,
            @Nullable String jobId,
            @Nullable String jobName,
            @Nullable ViewFeed result,
            @Nullable Problem problem) {
        return new StatementRun(
                before.statement(), state, message, jobId, jobName, result, problem, before.startedAt(), null);
    }
}
