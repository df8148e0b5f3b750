package dev.riffle.sessions.tap;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.sink.DataStreamSinkProvider;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/**
 * The sink of a live result, as the planner sees it: takes whatever changes the query makes, as internal rows, to
 * {@link TapOperator}, from where the client fetches them. Works on the client while a query is planned.
 */
public final class TapSink implements DynamicTableSink {

    private final String uid;
    private final RowType rowType;
    private final int[] keyColumns;
    private final boolean upserts;
    private final int maxRows;
    private final long maxBytes;
    private final long frameIntervalMillis;
    private final boolean committed;

    private @Nullable ChangelogMode plannedMode;
    private boolean appendOnly;

    /**
     * @param uid of the tap, unique in the job; {@link TapRequest}s go to it
     * @param keyColumns positions of the columns that identify a row, empty where none are known
     * @param upserts whether the content of a row before an update is not wanted: it is known by its key
     * @param maxRows that the view holds
     * @param maxBytes that the view holds
     * @param frameIntervalMillis shortest time between two frames until the client asks for another
     * @param committed whether changes leave only once a checkpoint covers them
     */
    public TapSink(
            String uid,
            RowType rowType,
            int[] keyColumns,
            boolean upserts,
            int maxRows,
            long maxBytes,
            long frameIntervalMillis,
            boolean committed) {
        this.uid = uid;
        this.rowType = rowType;
        this.keyColumns = keyColumns.clone();
        this.upserts = upserts;
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
        this.frameIntervalMillis = frameIntervalMillis;
        this.committed = committed;
    }

    /** The kinds of change that the query makes, once it was planned. */
    public @Nullable ChangelogMode plannedMode() {
        return plannedMode;
    }

    /** Whether the query, once it was planned, only ever adds rows. */
    public boolean isAppendOnly() {
        return appendOnly;
    }

    @Override
    public ChangelogMode getChangelogMode(ChangelogMode requestedMode) {
        // The planner may ask with all kinds first; with inserts alone it asks only where there are no others.
        plannedMode = requestedMode;
        appendOnly |= requestedMode.containsOnly(RowKind.INSERT);
        if (!upserts) {
            return requestedMode;
        }
        ChangelogMode.Builder wanted = ChangelogMode.newBuilder();
        for (RowKind kind : requestedMode.getContainedKinds()) {
            if (kind != RowKind.UPDATE_BEFORE) {
                wanted.addContainedKind(kind);
            }
        }
        return wanted.build();
    }

    @Override
    public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
        return new DataStreamSinkProvider() {
            @Override
            public DataStreamSink<?> consumeDataStream(ProviderContext providerContext, DataStream<RowData> changes) {
                return consume(changes);
            }
        };
    }

    private DataStreamSink<?> consume(DataStream<RowData> changes) {
        TapSettings settings = new TapSettings(
                rowType, keyColumns, appendOnly, upserts, maxRows, maxBytes, frameIntervalMillis, committed);
        DataStream<RowData> nothing = changes.transform("tap", changes.getType(), new TapOperatorFactory(settings))
                .setParallelism(1)
                .setMaxParallelism(1)
                .uid(uid);
        return nothing.sinkTo(new DiscardingSink<>())
                .setParallelism(1)
                .uid(uid + "-end")
                .name("end");
    }

    @Override
    public DynamicTableSink copy() {
        return this;
    }

    @Override
    public String asSummaryString() {
        return "live result";
    }
}
