package dev.riffle.sessions.oracle;

import dev.riffle.sessions.cluster.FreePorts;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.table.client.gateway.Executor;
import org.apache.flink.table.client.gateway.SingleSessionManager;
import org.apache.flink.table.client.gateway.StatementResult;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.gateway.SqlGateway;
import org.apache.flink.table.gateway.service.context.DefaultContext;

/** SQL Client's own machinery on the same cluster: its executor, talking to its embedded gateway. */
final class SqlClientOracle implements AutoCloseable {

    private final SqlGateway gateway;
    private final Executor executor;

    SqlClientOracle(URI cluster) throws Exception {
        int port = FreePorts.next();
        Configuration configuration = new Configuration();
        configuration.set(DeploymentOptions.TARGET, "remote");
        configuration.set(DeploymentOptions.ATTACHED, true);
        configuration.set(RestOptions.ADDRESS, cluster.getHost());
        configuration.set(RestOptions.PORT, cluster.getPort());
        configuration.setString("sql-gateway.endpoint.rest.address", "127.0.0.1");
        configuration.setString("sql-gateway.endpoint.rest.bind-address", "127.0.0.1");
        configuration.setString("sql-gateway.endpoint.rest.port", Integer.toString(port));
        DefaultContext context = new DefaultContext(configuration, List.of());
        gateway = new SqlGateway(configuration, new SingleSessionManager(context));
        gateway.start();
        executor = Executor.create(context, InetSocketAddress.createUnresolved("127.0.0.1", port), "oracle");
    }

    /** Runs a statement whose answer does not matter. */
    void execute(String statement) {
        try (StatementResult result = executor.executeStatement(statement)) {
            while (result.hasNext()) {
                result.next();
            }
        }
    }

    /** The rows that are left when every change of a bounded query was applied, as SQL Client prints their columns. */
    List<String> finalRows(String query) {
        List<String> rows = new ArrayList<>();
        try (StatementResult result = executor.executeStatement(query)) {
            while (result.hasNext()) {
                RowData row = result.next();
                String printed =
                        String.join(" | ", result.getRowDataToStringConverter().convert(row));
                switch (row.getRowKind()) {
                    case INSERT, UPDATE_AFTER -> rows.add(printed);
                    case DELETE, UPDATE_BEFORE -> {
                        if (!rows.remove(printed)) {
                            throw new IllegalStateException("removes what is not there: " + printed);
                        }
                    }
                }
            }
        }
        return rows;
    }

    @Override
    public void close() {
        executor.close();
        gateway.stop();
    }
}
