package dev.riffle.sessions.tap;

import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.operators.collect.CollectSinkOperatorFactory;
import org.apache.flink.streaming.api.operators.collect.CollectStreamSink;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.sink.DataStreamSinkProvider;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;

/**
 * The sink of a live result, as the planner sees it: takes whatever changes the query makes, as internal rows, through
 * {@link TapOperator} into Flink's collect sink. Works on the client while a query is planned.
 */
public final class TapSink implements DynamicTableSink {

    private final String uid;
    private final RowType rowType;
    private final int[] keyColumns;
    private final int maxRows;
    private final long frameIntervalMillis;

    private @Nullable ChangelogMode plannedMode;
    private boolean appendOnly;

    /** @param uid of the collect operator and of its accumulator, unique in the job */
    public TapSink(String uid, RowType rowType, int[] keyColumns, int maxRows, long frameIntervalMillis) {
        this.uid = uid;
        this.rowType = rowType;
        this.keyColumns = keyColumns.clone();
        this.maxRows = maxRows;
        this.frameIntervalMillis = frameIntervalMillis;
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
        return requestedMode;
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
        TapSettings settings = new TapSettings(rowType, keyColumns, appendOnly, maxRows, frameIntervalMillis);
        DataStream<byte[]> frames = changes.transform(
                        "tap", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO, new TapOperator(settings))
                .setParallelism(1)
                .setMaxParallelism(1)
                .uid(uid + "-tap");
        CollectStreamSink<byte[]> sink = new CollectStreamSink<>(
                frames, new CollectSinkOperatorFactory<>(BytePrimitiveArraySerializer.INSTANCE, uid));
        sink.uid(uid);
        return sink.name("collect");
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
