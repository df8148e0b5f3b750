package dev.riffle.sessions.session;

import dev.riffle.sessions.cluster.ClusterClient;
import dev.riffle.sessions.cluster.SessionCluster;
import dev.riffle.sessions.feed.FiniteResults;
import dev.riffle.sessions.feed.LiveResult;
import dev.riffle.sessions.feed.LiveResults;
import dev.riffle.sessions.feed.ResultOptions;
import dev.riffle.sessions.feed.ViewFeed;
import dev.riffle.sessions.statement.FilledStatement;
import dev.riffle.sessions.statement.Problem;
import dev.riffle.sessions.statement.Statement;
import dev.riffle.sessions.statement.StatementKind;
import dev.riffle.sessions.statement.StatementSplitter;
import dev.riffle.sessions.view.ViewBounds;
import dev.riffle.sessions.view.ViewId;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.QueryOperation;
import org.jspecify.annotations.Nullable;

/** Runs the statements of one cell in order. Confined to the session thread, but for what jobs report later. */
final class CellExecution {

    private static final long DML_SYNC_POLL_MILLIS = 50;

    /** Of a committed result, where the notebook has set no interval: without checkpoints it would show nothing. */
    private static final String COMMIT_INTERVAL = "5 s";

    private static final String OBJECT_REUSE = "pipeline.object-reuse";

    private static final String CHECKPOINT_INTERVAL = "execution.checkpointing.interval";

    private final CellRun run;
    private final EmbeddedGateway gateway;
    private final SessionOptions options;
    private final JobMark mark;
    private final SecretFilling secrets;
    private final SecretVeil veil;
    private final Delivery delivery;
    private final RunReporter reporter;
    private final JobWatch watch;
    private final BrokerWatch brokers;
    private final ClusterClient client;
    private final SessionCluster cluster;
    private final CreatedObjects created;

    CellExecution(
            CellRun run,
            EmbeddedGateway gateway,
            SessionOptions options,
            JobMark mark,
            SecretFilling secrets,
            Delivery delivery,
            RunReporter reporter,
            JobWatch watch,
            BrokerWatch brokers,
            ClusterClient client,
            SessionCluster cluster,
            CreatedObjects created) {
        this.run = run;
        this.gateway = gateway;
        this.options = options;
        this.mark = mark;
        this.secrets = secrets;
        this.veil = secrets.veil();
        this.delivery = delivery;
        this.reporter = reporter;
        this.watch = watch;
        this.brokers = brokers;
        this.client = client;
        this.cluster = cluster;
        this.created = created;
    }

    void execute() {
        Problem notDropped = created.dropAll(gateway, veil);
        List<Statement> statements = StatementSplitter.split(run.text());
        reporter.begin(run.id(), statements, notDropped);
        for (int index = 0; index < statements.size(); index++) {
            if (run.isStopRequested()) {
                stopFrom(index, statements.size(), "Not run: the cell was stopped.");
                return;
            }
            Statement statement = statements.get(index);
            reporter.change(run.id(), index, before -> before.withState(RunState.STARTING));
            Problem problem = execute(index, statement);
            if (problem != null) {
                reporter.change(run.id(), index, before -> before.failed(problem));
                stopFrom(index + 1, statements.size(), "Not run: an earlier statement failed.");
                return;
            }
        }
    }

    private @Nullable Problem execute(int index, Statement statement) {
        if (StatementSplitter.isStatementSet(statement)) {
            return executeStatementSet(index, statement);
        }
        try {
            return executeAlone(index, secrets.fill(statement, run.inputs()));
        } catch (StatementException e) {
            return e.problem();
        }
    }

    private @Nullable Problem executeAlone(int index, FilledStatement filled) {
        try {
            begin(index, filled);
            return null;
        } catch (RuntimeException | Error e) {
            return problem(e, filled);
        }
    }

    private Problem problem(Throwable error, FilledStatement filled) {
        return Problems.of(error, filled, NameHintsOf.session(gateway, veil), veil);
    }

    private void begin(int index, FilledStatement filled) {
        Statement statement = filled.written();
        // A query is bound to the environment that parsed it, and to its settings.
        TableEnvironmentInternal environment = gateway.environment(
                statement.kind() == StatementKind.QUERY ? querySettings(statement) : jobSettings(statement));
        Operation operation = EmbeddedGateway.parse(environment, filled.text());
        created.uses(operation);
        if (operation instanceof QueryOperation query) {
            startQuery(index, statement, environment, query, BrokerAddresses.of(query, gateway.catalogs()));
            return;
        }
        if (created.isThereAlready(operation, statement, gateway)) {
            finish(index, "It is there already: an earlier run of this cell created it.", null);
            return;
        }
        Runnable remember = created.remembering(operation, statement, gateway);
        EmbeddedGateway.Answer answer = gateway.execute(filled.text(), jobSettings(statement), options.maxRows());
        remember.run();
        show(index, statement, answer, BrokerAddresses.of(operation, gateway.catalogs()));
    }

    /** {@code BEGIN STATEMENT SET; … END}: the gateway wants its parts one by one, and the last starts the job. */
    private @Nullable Problem executeStatementSet(int index, Statement statement) {
        EmbeddedGateway.Answer answer = null;
        Set<String> servers = new HashSet<>();
        try {
            for (Statement part : StatementSplitter.withinStatementSet(statement)) {
                FilledStatement filled = secrets.fill(part, run.inputs());
                try {
                    if (part.kind() == StatementKind.JOB && gateway.isInStatementSet()) {
                        Operation operation = gateway.parse(filled.text());
                        created.uses(operation);
                        servers.addAll(BrokerAddresses.of(operation, gateway.catalogs()));
                    }
                    answer = gateway.execute(filled.text(), jobSettings(statement), options.maxRows());
                } catch (RuntimeException | Error e) {
                    return problem(e, filled);
                }
            }
            if (answer == null || gateway.isInStatementSet()) {
                return new Problem(
                        "PARSE_ERROR", "The statement set is not closed.", statement.range(), "END it.", null);
            }
            show(index, statement, answer, servers);
            return null;
        } catch (StatementException e) {
            return e.problem();
        } finally {
            if (gateway.isInStatementSet()) {
                gateway.leaveStatementSet();
            }
        }
    }

    /** What the job of a statement is called, also where a person named it: an unmarked one would be nobody's. */
    private String jobName(Statement statement) {
        String chosen = gateway.settings().get("pipeline.name");
        return JobName.of(options, mark, statement, chosen == null ? null : veil.over(chosen));
    }

    private Map<String, String> jobSettings(Statement statement) {
        Map<String, String> settings = new HashMap<>();
        settings.put("pipeline.name", jobName(statement));
        settings.put("table.dml-sync", "false");
        return settings;
    }

    private Map<String, String> querySettings(Statement statement) {
        Map<String, String> settings = jobSettings(statement);
        if (isCommitted() && !gateway.settings().containsKey(CHECKPOINT_INTERVAL)) {
            settings.put(CHECKPOINT_INTERVAL, COMMIT_INTERVAL);
        }
        if (!gateway.settings().containsKey(OBJECT_REUSE)) {
            // The planner's operators are made for it, and the tap copies what it keeps.
            settings.put(OBJECT_REUSE, "true");
        }
        return settings;
    }

    /** The mode that a statement runs in now, be it the notebook's or one that was {@code SET}. */
    private boolean isStreaming() {
        return !"batch".equalsIgnoreCase(gateway.settings().get("execution.runtime-mode"));
    }

    /** What the notebook sets of it itself goes untouched. */
    private boolean mayMiniBatch() {
        return isStreaming()
                && gateway.settings().keySet().stream().noneMatch(key -> key.startsWith("table.exec.mini-batch"));
    }

    /** Batch jobs have no checkpoints, and their rows are never taken back. */
    private boolean isCommitted() {
        return delivery == Delivery.COMMITTED && isStreaming();
    }

    /** @param servers the Kafka brokers of its tables */
    private void show(int index, Statement statement, EmbeddedGateway.Answer answer, Set<String> servers) {
        String job = answer.jobId();
        if (job != null) {
            startJob(index, statement, job, servers);
        } else if (answer.hasContent()) {
            ViewFeed table = FiniteResults.of(newView(), answer.schema(), answer.rows(), resultOptions(), veil::over);
            finish(index, answer.cut() ? "Only the first " + options.maxRows() + " rows are shown." : null, table);
        } else {
            finish(index, CommandMessage.of(statement), null);
        }
    }

    private void finish(int index, @Nullable String message, @Nullable ViewFeed result) {
        reporter.change(run.id(), index, before -> before.withState(RunState.FINISHED)
                .withMessage(message)
                .withResult(result));
    }

    private void startJob(int index, Statement statement, String job, Set<String> servers) {
        run.started(job);
        String name = jobName(statement);
        StatementReports reports = reports(index, statement);
        reports.submitted(job);
        reporter.change(run.id(), index, before -> before.withJob(job, name));
        brokers.watch(job, servers, reports);
        watch.watch(job, state -> reports.jobChanged(job, state, false));
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
            int index,
            Statement statement,
            TableEnvironmentInternal environment,
            QueryOperation query,
            Set<String> servers) {
        StatementReports reports = reports(index, statement);
        LiveResult result = LiveResults.start(environment, client.access(), query, newView(), resultOptions(), reports);
        String job = result.jobId();
        run.started(result);
        reports.submitted(job);
        String name = jobName(statement);
        reporter.change(run.id(), index, before -> before.withJob(job, name).withResult(result.feed()));
        brokers.watch(job, servers, reports);
        watch.watch(job, state -> reports.jobChanged(job, state, true));
    }

    private StatementReports reports(int index, Statement statement) {
        return new StatementReports(
                run, index, statement, reporter, client, cluster, veil, brokers, options.timeZone());
    }

    private ResultOptions resultOptions() {
        String zone = gateway.settings().get("table.local-time-zone");
        ZoneId shown = zone == null || zone.equals("default") ? options.timeZone() : ZoneId.of(zone);
        return new ResultOptions(
                new ViewBounds(options.maxRows(), options.maxBytes()),
                options.frameInterval(),
                shown,
                isCommitted(),
                mayMiniBatch());
    }

    private static ViewId newView() {
        return new ViewId(UUID.randomUUID().toString());
    }

    private void stopFrom(int first, int count, String message) {
        for (int index = first; index < count; index++) {
            reporter.change(run.id(), index, before -> before.stopped().withMessage(message));
        }
    }
}
