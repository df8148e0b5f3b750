package dev.riffle.sessions.feed;

import dev.riffle.sessions.tap.TapSink;
import dev.riffle.sessions.view.ViewId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.TableConfig;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ContextResolvedTable;
import org.apache.flink.table.catalog.GenericInMemoryCatalog;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.Factory;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.operations.SinkModifyOperation;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeUtils;
import org.apache.flink.table.types.utils.TypeConversions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A query with the tap as its sink. The sink belongs to a catalog of its own that no session sees, whose factory hands
 * it out: so the planner needs no options and no factory on a class path.
 */
final class TappedQuery {

    private static final Logger LOG = LoggerFactory.getLogger(TappedQuery.class);

    private static final long MINI_BATCH_ROWS = 50_000;

    /** With mini-batch the join of Flink 2.3 tells rows of outer joins that it never takes back. */
    private static final Pattern OUTER_JOIN = Pattern.compile("\"joinType\"\\s*:\\s*\"(LEFT|RIGHT|FULL)\"");

    /** What makes changes of a table of upserts; with mini-batch that of Flink 2.3 keeps rows until something else ends a batch. */
    private static final String NORMALIZE = "stream-exec-changelog-normalize_";

    private static final Pattern OPERATOR = Pattern.compile("\"type\"\\s*:\\s*\"stream-exec-([a-z-]+)_[0-9]+\"");

    /**
     * Operators that tell new rows from updated ones, and tell of every row that goes, where the rows before updates are
     * not asked for. Joins do not, nor does a Top-N, nor do sources of updates alone.
     */
    private static final Set<String> TELLING_NEW_ROWS = Set.of(
            "table-source-scan",
            "values",
            "calc",
            "correlate",
            "exchange",
            "watermark-assigner",
            "mini-batch-assigner",
            "group-aggregate",
            "local-group-aggregate",
            "global-group-aggregate",
            "incremental-group-aggregate",
            "sink");

    /** In the JSON of a compiled plan; null where the planner knows no key. */
    private static final Pattern UPSERT_KEY = Pattern.compile("\"inputUpsertKey\"\\s*:\\s*\\[([0-9,\\s]*)]");

    private final String uid;
    private final RowType rowType;
    private final ResolvedSchema schema;
    private final QueryOperation query;
    private final ViewId view;
    private final ResultOptions options;
    private int[] keyColumns = new int[0];
    private boolean appendOnly;
    private boolean upserts;
    private boolean allowsMiniBatch;

    private TappedQuery(QueryOperation query, ViewId view, ResultOptions options) {
        this.uid = "riffle-" + view;
        this.query = query;
        this.view = view;
        this.options = options;
        List<Column> columns = new ArrayList<>();
        List<RowType.RowField> fields = new ArrayList<>();
        for (Column column : query.getResolvedSchema().getColumns()) {
            LogicalType type =
                    LogicalTypeUtils.removeTimeAttributes(column.getDataType().getLogicalType());
            DataType dataType = TypeConversions.fromLogicalToDataType(type);
            columns.add(Column.physical(column.getName(), dataType));
            fields.add(new RowType.RowField(column.getName(), type));
        }
        this.schema = ResolvedSchema.of(columns);
        this.rowType = new RowType(false, fields);
    }

    /** Plans the query once to learn its key and the kinds of its changes. */
    static TappedQuery of(
            TableEnvironmentInternal environment, QueryOperation query, ViewId view, ResultOptions options) {
        TappedQuery tapped = new TappedQuery(query, view, options);
        tapped.learn(environment);
        if (options.miniBatch() && tapped.allowsMiniBatch) {
            TableConfig config = environment.getConfig();
            config.set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_ENABLED, true);
            config.set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_ALLOW_LATENCY, options.frameInterval());
            config.set(ExecutionConfigOptions.TABLE_EXEC_MINIBATCH_SIZE, MINI_BATCH_ROWS);
        }
        return tapped;
    }

    private void learn(TableEnvironmentInternal environment) {
        if (environment.getConfig().get(ExecutionOptions.RUNTIME_MODE) == RuntimeExecutionMode.BATCH) {
            appendOnly = true;
            return;
        }
        TapSink probe = sink();
        String plan = null;
        try {
            plan = environment.compilePlan(List.of(operation(probe))).asJsonString();
        } catch (TableException | UnsupportedOperationException e) {
            // Some sources can't be compiled to JSON; the changes are then told apart by their content.
            // Not the message: it may hold a value of the statement.
            LOG.debug("No key is known for {}: {}", view, e.getClass().getName());
        }
        if (probe.plannedMode() == null) {
            environment.explainInternal(List.of(operation(probe)));
        }
        appendOnly = probe.isAppendOnly();
        allowsMiniBatch = plan != null && !OUTER_JOIN.matcher(plan).find() && !plan.contains(NORMALIZE);
        if (!appendOnly && plan != null) {
            keyColumns = key(plan);
            // The row before an update is known by its key: that it is told, too, would only cost.
            upserts = keyColumns.length > 0
                    && OPERATOR.matcher(plan)
                            .results()
                            .allMatch(operator -> TELLING_NEW_ROWS.contains(operator.group(1)));
        }
    }

    private static int[] key(String plan) {
        Matcher matcher = UPSERT_KEY.matcher(plan);
        if (!matcher.find() || matcher.group(1) == null || matcher.group(1).isBlank()) {
            return new int[0];
        }
        return Pattern.compile(",")
                .splitAsStream(matcher.group(1))
                .mapToInt(column -> Integer.parseInt(column.strip()))
                .toArray();
    }

    private TapSink sink() {
        return new TapSink(
                uid,
                rowType,
                keyColumns,
                upserts,
                options.bounds().maxRows(),
                options.bounds().maxBytes(),
                options.frameInterval().toMillis(),
                options.committed());
    }

    /** The statement that the job is made from. */
    ModifyOperation operation() {
        return operation(sink());
    }

    private ModifyOperation operation(TapSink sink) {
        ObjectIdentifier identifier = ObjectIdentifier.of("riffle", "results", view.value());
        CatalogTable table = CatalogTable.newBuilder()
                .schema(Schema.newBuilder().fromResolvedSchema(schema).build())
                .build();
        ContextResolvedTable resolved = ContextResolvedTable.permanent(
                identifier, new TapCatalog(sink), new ResolvedCatalogTable(table, schema));
        return new SinkModifyOperation(resolved, query);
    }

    String uid() {
        return uid;
    }

    RowType rowType() {
        return rowType;
    }

    boolean isAppendOnly() {
        return appendOnly;
    }

    /** Names of the columns that identify a row, empty where none are known. */
    List<String> keyColumns() {
        List<String> names = new ArrayList<>();
        for (int column : keyColumns) {
            names.add(rowType.getFieldNames().get(column));
        }
        return names;
    }

    /** A catalog whose only sink is the tap. */
    private static final class TapCatalog extends GenericInMemoryCatalog {

        private final DynamicTableSink sink;

        TapCatalog(DynamicTableSink sink) {
            super("riffle", "results");
            this.sink = sink;
        }

        @Override
        public Optional<Factory> getFactory() {
            return Optional.of(new TapFactory(sink));
        }
    }

    private record TapFactory(DynamicTableSink sink) implements DynamicTableSinkFactory {

        @Override
        public DynamicTableSink createDynamicTableSink(Context context) {
            return sink;
        }

        @Override
        public String factoryIdentifier() {
            return "riffle-tap";
        }

        @Override
        public Set<org.apache.flink.configuration.ConfigOption<?>> requiredOptions() {
            return Set.of();
        }

        @Override
        public Set<org.apache.flink.configuration.ConfigOption<?>> optionalOptions() {
            return Set.of();
        }
    }
}
