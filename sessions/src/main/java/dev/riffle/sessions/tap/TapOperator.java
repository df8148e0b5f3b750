package dev.riffle.sessions.tap;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.types.RowKind;

/**
 * Reduces a result to frames, see {@link FrameFormat}. Changes of one frame that cancel out never leave. An idle result
 * has no timer; the first change after a pause leaves soon.
 */
public final class TapOperator extends AbstractStreamOperator<byte[]>
        implements OneInputStreamOperator<RowData, byte[]>, BoundedOneInput, ProcessingTimeCallback {

    private static final long serialVersionUID = 1L;

    /** A frame with more changes than this leaves at once, so that the state stays bounded. */
    private static final int MOST_CHANGES = 100_000;

    private static final long FIRST_DELAY_MILLIS = 5;

    private final TapSettings settings;

    private transient FrameReducer reducer;
    private transient RowDataSerializer serializer;
    private transient DataOutputSerializer part;
    private transient StreamRecord<byte[]> record;
    private transient long epoch;
    private transient boolean restored;
    private transient long changes;
    private transient long allRows;
    private transient boolean timerSet;
    private transient boolean inputEnded;
    private transient long lastFrameAt;

    /** When the oldest change that has not left came; 0 where there is none. */
    private transient long changedAt;

    @SuppressWarnings("NullAway.Init") // Transient fields are set on the cluster, in open().
    public TapOperator(TapSettings settings) {
        this.settings = settings;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        restored = context.isRestored();
    }

    @Override
    public void open() throws Exception {
        super.open();
        serializer = new RowDataSerializer(settings.rowType());
        boolean reused = getExecutionConfig().isObjectReuseEnabled();
        RowDataSerializer copier = serializer;
        UnaryOperator<RowData> keep = reused ? copier::copy : UnaryOperator.identity();
        if (settings.isAppendOnly()) {
            reducer = new AppendReducer(settings.maxRows(), keep);
        } else if (settings.keyColumns().length > 0) {
            reducer = new KeyedReducer(new RowEncoder(settings.rowType(), settings.keyColumns()), keep);
        } else {
            int[] all = IntStream.range(0, settings.rowType().getFieldCount()).toArray();
            reducer = new MultisetReducer(new RowEncoder(settings.rowType(), all), keep);
        }
        part = new DataOutputSerializer(4096);
        record = new StreamRecord<>(new byte[0]);
        epoch = ThreadLocalRandom.current().nextLong();
        emit(false);
    }

    @Override
    public void processElement(StreamRecord<RowData> element) throws Exception {
        RowData row = element.getValue();
        changes++;
        if (changedAt == 0) {
            changedAt = System.currentTimeMillis();
        }
        RowKind kind = row.getRowKind();
        allRows += kind == RowKind.INSERT || kind == RowKind.UPDATE_AFTER ? 1 : -1;
        reducer.add(row);
        if (!settings.isAppendOnly() && reducer.size() >= MOST_CHANGES) {
            emit(false);
        }
        if (!timerSet) {
            long now = getProcessingTimeService().getCurrentProcessingTime();
            long next = Math.max(now + FIRST_DELAY_MILLIS, lastFrameAt + settings.frameIntervalMillis());
            java.util.concurrent.ScheduledFuture<?> timer =
                    getProcessingTimeService().registerTimer(next, this);
            timerSet = !timer.isCancelled();
        }
    }

    @Override
    public void onProcessingTime(long time) throws Exception {
        timerSet = false;
        if (!inputEnded) {
            emit(false);
        }
    }

    @Override
    public void endInput() throws Exception {
        // A timer may still fire before the operator is closed: nothing follows the last frame.
        inputEnded = true;
        emit(true);
    }

    private void emit(boolean last) throws IOException {
        lastFrameAt = getProcessingTimeService().getCurrentProcessingTime();
        PartWriter writer = new PartWriter();
        reducer.drain(writer, last);
        writer.finish(last);
        changedAt = 0;
    }

    /** Cuts a frame into parts; only the last one lacks {@link FrameFormat#MORE}. */
    private final class PartWriter implements FrameWriter {

        private static final int FLAGS_POSITION = 9;
        private static final int COUNT_POSITION = 42;

        private int count;

        PartWriter() throws IOException {
            begin();
        }

        private void begin() throws IOException {
            count = 0;
            part.clear();
            part.writeByte(FrameFormat.VERSION);
            part.writeLong(epoch);
            part.writeByte(0);
            part.writeLong(changes);
            part.writeLong(allRows);
            long now = System.currentTimeMillis();
            part.writeLong(changedAt == 0 ? now : changedAt);
            part.writeLong(now);
            part.writeInt(0);
        }

        @Override
        public void write(RowKind kind, RowData row) throws IOException {
            if (part.length() >= FrameFormat.PART_BYTES) {
                send(FrameFormat.MORE);
                begin();
            }
            part.writeByte(kind.toByteValue());
            serializer.serialize(row, part);
            count++;
        }

        void finish(boolean last) throws IOException {
            send(last ? FrameFormat.LAST : 0);
        }

        private void send(int flags) throws IOException {
            byte[] bytes = part.getCopyOfBuffer();
            bytes[FLAGS_POSITION] = (byte) (flags | (restored ? FrameFormat.RESTORED : 0));
            bytes[COUNT_POSITION] = (byte) (count >>> 24);
            bytes[COUNT_POSITION + 1] = (byte) (count >>> 16);
            bytes[COUNT_POSITION + 2] = (byte) (count >>> 8);
            bytes[COUNT_POSITION + 3] = (byte) count;
            output.collect(record.replace(bytes));
        }
    }
}
