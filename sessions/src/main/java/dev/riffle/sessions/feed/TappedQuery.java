package dev.riffle.sessions.feed;

import dev.riffle.sessions.tap.TapSink;
import dev.riffle.sessions.view.ViewId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.TableException;
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
            LOG.debug("No key is known for {}", view, e);
        }
        if (probe.plannedMode() == null) {
            environment.explainInternal(List.of(operation(probe)));
        }
        appendOnly = probe.isAppendOnly();
        if (!appendOnly && plan != null) {
            keyColumns = key(plan);
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
        public java.util.Set<org.apache.flink.configuration.ConfigOption<?>> requiredOptions() {
            return java.util.Set.of();
        }

        @Override
        public java.util.Set<org.apache.flink.configuration.ConfigOption<?>> optionalOptions() {
            return java.util.Set.of();
        }
    }
}
