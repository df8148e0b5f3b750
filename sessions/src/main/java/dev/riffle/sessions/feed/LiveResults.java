package dev.riffle.sessions.feed;

import dev.riffle.sessions.changelog.ChangelogMode;
import dev.riffle.sessions.changelog.ColumnTypes;
import dev.riffle.sessions.changelog.Schema;
import dev.riffle.sessions.changelog.TapChangelog;
import dev.riffle.sessions.rest.RestAccess;
import dev.riffle.sessions.view.MaterializedView;
import dev.riffle.sessions.view.ViewId;
import java.net.URI;
import java.util.List;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.table.api.TableConfig;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.api.internal.TableResultInternal;
import org.apache.flink.table.operations.QueryOperation;

/** Starts a query as a job whose result streams into a view. */
public final class LiveResults {

    private LiveResults() {}

    /**
     * Plans the query and submits its job. Returns when the cluster has it.
     *
     * @param environment of the session, with everything set that the job needs (its name among it)
     * @param access to the REST interface of the cluster that the environment names
     * @throws RuntimeException as Flink throws it when the query can't be planned or submitted
     */
    public static LiveResult start(
            TableEnvironmentInternal environment,
            RestAccess access,
            QueryOperation query,
            ViewId view,
            ResultOptions options,
            ResultListener listener) {
        TappedQuery tapped = TappedQuery.of(environment, query, view, options);
        TableResultInternal submitted = environment.executeInternal(List.of(tapped.operation()));
        JobClient job = submitted.getJobClient().orElseThrow();
        Schema schema = new Schema(
                ColumnTypes.columns(query.getResolvedSchema()),
                tapped.keyColumns(),
                tapped.isAppendOnly() ? ChangelogMode.APPEND : ChangelogMode.UPDATE,
                options.zone());
        MaterializedFeed feed = new MaterializedFeed(
                new MaterializedView(view, schema, options.bounds()), options.frameInterval(), options.committed());
        TapChangelog changelog = new TapChangelog(
                job,
                access,
                cluster(environment),
                tapped.uid(),
                tapped.rowType(),
                options.zone(),
                options.frameInterval());
        ViewPump pump = new ViewPump(changelog, feed, listener, "pump-" + view);
        pump.start();
        return new LiveResult(feed, job, pump);
    }

    private static URI cluster(TableEnvironmentInternal environment) {
        TableConfig config = environment.getConfig();
        String scheme = config.get(SecurityOptions.SSL_REST_ENABLED) ? "https" : "http";
        return URI.create(scheme + "://" + config.get(RestOptions.ADDRESS) + ":" + config.get(RestOptions.PORT));
    }
}
