package dev.riffle.sessions.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.table.api.ResultKind;
import org.apache.flink.table.api.config.TableConfigOptions;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.catalog.CatalogManager;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.client.gateway.SingleSessionManager;
import org.apache.flink.table.client.resource.ClientResourceManager;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.gateway.api.operation.OperationHandle;
import org.apache.flink.table.gateway.api.results.ResultSet;
import org.apache.flink.table.gateway.api.session.SessionEnvironment;
import org.apache.flink.table.gateway.rest.util.SqlGatewayRestAPIVersion;
import org.apache.flink.table.gateway.service.context.DefaultContext;
import org.apache.flink.table.gateway.service.operation.OperationExecutor;
import org.apache.flink.table.gateway.service.result.ResultFetcher;
import org.apache.flink.table.gateway.service.session.Session;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.resource.ResourceType;
import org.apache.flink.table.resource.ResourceUri;
import org.jspecify.annotations.Nullable;

/**
 * The session machinery behind SQL Client, embedded: so that a cell can run whatever SQL Client can. Confined to the
 * session thread.
 */
final class EmbeddedGateway implements AutoCloseable {

    private static final int FETCH = 5_000;

    /** What a statement other than a query answered. */
    record Answer(boolean hasContent, @Nullable String jobId, ResolvedSchema schema, List<RowData> rows, boolean cut) {}

    private final SingleSessionManager manager;
    private final Session session;
    private final OperationExecutor executor;

    /**
     * @param shipped jars that jobs bring along
     * @param known jars that the cluster has: statements are planned with them, jobs don't bring them along
     */
    EmbeddedGateway(URI address, List<URL> shipped, List<URL> known, Map<String, String> settings) {
        Configuration configuration = Configuration.fromMap(settings);
        configuration.set(DeploymentOptions.TARGET, "remote");
        configuration.set(DeploymentOptions.ATTACHED, false);
        configuration.set(RestOptions.ADDRESS, address.getHost());
        configuration.set(RestOptions.PORT, address.getPort());
        manager = new SingleSessionManager(new DefaultContext(configuration, List.of()));
        session = manager.openSession(SessionEnvironment.newBuilder()
                .setSessionEndpointVersion(SqlGatewayRestAPIVersion.getDefaultVersion())
                .build());
        executor = session.createExecutor();
        register(shipped);
        register(known);
        known.forEach(this::keepAtHome);
    }

    /** By their plain paths: Flink does not decode what a URI would write otherwise. */
    private void register(List<URL> jars) {
        List<ResourceUri> resources = jars.stream()
                .map(jar -> new ResourceUri(ResourceType.JAR, path(jar)))
                .toList();
        try {
            resources().registerResources(resources);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The session's class loader keeps the jar; what goes with each job is what its resources list. */
    private void keepAtHome(URL jar) {
        resources().unregisterResource(path(jar), List.of(ResourceType.JAR));
    }

    private ClientResourceManager resources() {
        return (ClientResourceManager) executor.getSessionContext().getSessionState().resourceManager;
    }

    private static String path(URL jar) {
        try {
            return Path.of(jar.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** An environment on the session's state with some more settings. */
    TableEnvironmentInternal environment(Map<String, String> settings) {
        return executor.getTableEnvironment(
                executor.getSessionContext().getSessionState().resourceManager, Configuration.fromMap(settings));
    }

    Operation parse(String statement) {
        return parse(environment(Map.of()), statement);
    }

    static Operation parse(TableEnvironmentInternal environment, String statement) {
        List<Operation> operations = environment.getParser().parse(statement);
        if (operations.size() != 1) {
            throw new IllegalArgumentException("This is not one statement.");
        }
        return operations.get(0);
    }

    boolean isInStatementSet() {
        return executor.getSessionContext().isStatementSetState();
    }

    void leaveStatementSet() {
        executor.getSessionContext().disableStatementSet();
    }

    /** Runs a statement that is no query. At most {@code mostRows} rows are kept. */
    Answer execute(String statement, Map<String, String> settings, int mostRows) {
        ResultFetcher fetcher =
                executor.executeStatement(OperationHandle.create(), Configuration.fromMap(settings), statement);
        try {
            List<RowData> rows = new ArrayList<>();
            boolean cut = false;
            @Nullable String jobId = null;
            ResultKind kind = ResultKind.SUCCESS;
            Long token = 0L;
            while (token != null) {
                ResultSet set = fetcher.fetchResults(token, FETCH);
                if (set.getJobID() != null) {
                    jobId = set.getJobID().toHexString();
                }
                if (set.getResultType() != ResultSet.ResultType.NOT_READY) {
                    kind = set.getResultKind();
                    for (RowData row : set.getData()) {
                        if (rows.size() < mostRows) {
                            rows.add(row);
                        } else {
                            cut = true;
                        }
                    }
                }
                token = cut ? null : set.getNextToken();
            }
            return new Answer(kind == ResultKind.SUCCESS_WITH_CONTENT, jobId, fetcher.getResultSchema(), rows, cut);
        } finally {
            fetcher.close();
        }
    }

    /** A cluster that was started again may be found elsewhere; jobs go there from now on. */
    void reach(URI address) {
        String port = Integer.toString(address.getPort());
        if (!port.equals(settings().get(RestOptions.PORT.key()))) {
            set(RestOptions.PORT.key(), port);
        }
    }

    void set(String key, String value) {
        executor.getSessionContext().set(key, value);
    }

    /** What was set in this session, {@code SET} statements included. */
    Map<String, String> settings() {
        return session.getSessionConfig();
    }

    /** Whether table DML is to be waited for before the next statement begins. */
    boolean waitsForJobs() {
        return executor.getSessionContext().getSessionConf().get(TableConfigOptions.TABLE_DML_SYNC);
    }

    OperationExecutor executor() {
        return executor;
    }

    CatalogManager catalogs() {
        return executor.getSessionContext().getSessionState().catalogManager;
    }

    Predicate<ObjectIdentifier> tableExists() {
        return executor::tableExists;
    }

    @Override
    public void close() {
        try {
            manager.closeSession(session.getSessionHandle());
        } finally {
            manager.stop();
        }
    }
}
