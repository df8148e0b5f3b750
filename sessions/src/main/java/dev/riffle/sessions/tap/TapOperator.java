package dev.riffle.sessions.tap;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService.ProcessingTimeCallback;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.apache.flink.runtime.operators.coordination.OperatorEventGateway;
import org.apache.flink.runtime.operators.coordination.OperatorEventHandler;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Reduces a result to frames, see {@link FrameFormat}, and hands them to its coordinator; nothing goes on from here to
 * another operator. The next frame leaves only when the client has the one before it, so a slow client makes frames
 * fewer, not queues longer. An idle result has no timer. Confined to the task's thread.
 */
final class TapOperator extends AbstractStreamOperator<RowData>
        implements OneInputStreamOperator<RowData, RowData>,
                BoundedOneInput,
                ProcessingTimeCallback,
                OperatorEventHandler {

    private static final long serialVersionUID = 2L;

    /** How long the end of a bounded result waits for a client that has fallen silent. */
    private static final long CLIENT_SILENCE_MILLIS = 60_000;

    private final transient TapSettings settings;
    private final transient MailboxExecutor mailbox;
    private final transient Outbox outbox;
    private final transient FramePace pace = new FramePace();
    private final transient FrameSequence frames;

    private transient @Nullable ListState<byte[]> state;
    private transient @Nullable TapState restored;
    private transient @Nullable ScheduledFuture<?> timer;
    private final transient long epoch;
    private transient long intervalMillis;
    private transient long clientHeardAt;
    private transient boolean ended;

    TapOperator(StreamOperatorParameters<RowData> parameters, TapSettings settings, OperatorEventGateway coordinator) {
        super(parameters);
        this.settings = settings;
        this.intervalMillis = settings.frameIntervalMillis();
        this.epoch = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        this.outbox = new Outbox(
                part -> coordinator.sendEventToCoordinator(new FramePart(epoch, part.number(), part.bytes())));
        boolean reused = getExecutionConfig().isObjectReuseEnabled();
        RowDataSerializer copier = new RowDataSerializer(settings.rowType());
        UnaryOperator<RowData> keep = reused ? copier::copy : UnaryOperator.identity();
        this.frames = new FrameSequence(settings, epoch, keep);
        // One that takes every mail: what the coordinator says comes with the lowest priority.
        this.mailbox =
                parameters.getContainingTask().getMailboxExecutorFactory().createExecutor(TaskMailbox.MIN_PRIORITY);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        ListState<byte[]> list = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("tap", BytePrimitiveArraySerializer.INSTANCE));
        state = list;
        for (byte[] bytes : list.get()) {
            restored = TapState.fromBytes(bytes);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        clientHeardAt = now();
        TapState from = restored;
        restored = null;
        outbox.add(from == null ? frames.begin() : frames.restore(from));
        // Says that there is a new epoch, before there are rows.
        emit(false);
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    @Override
    public void processElement(StreamRecord<RowData> element) throws Exception {
        if (frames.add(element.getValue())) {
            frames.changedAt(now());
            schedule();
        }
    }

    /** Sees to it that what is here leaves when it is due. While the client lacks a frame, its word comes first. */
    private void schedule() {
        if (timer == null && frames.changedAt() != 0 && !ended && !settings.isCommitted() && outbox.isEmpty()) {
            timer = getProcessingTimeService().registerTimer(Math.max(dueAt(), now()), this);
        }
    }

    private long dueAt() {
        return pace.dueAt(frames.changedAt(), frames.pendingRows(), intervalMillis);
    }

    @Override
    public void onProcessingTime(long time) throws Exception {
        timer = null;
        if (frames.changedAt() == 0 || ended || !outbox.isEmpty()) {
            return;
        }
        if (dueAt() > now()) {
            schedule();
        } else {
            emit(false);
        }
    }

    @Override
    public void handleOperatorEvent(OperatorEvent event) {
        FrameDemand demand = (FrameDemand) event;
        clientHeardAt = now();
        if (demand.epoch() == epoch) {
            outbox.acknowledge(demand.received());
        }
        if (demand.intervalMillis() != intervalMillis) {
            intervalMillis = demand.intervalMillis();
            ScheduledFuture<?> planned = timer;
            if (planned != null) {
                planned.cancel(false);
                timer = null;
            }
        }
        schedule();
    }

    private void emit(boolean last) throws IOException {
        pace.left(now(), frames.pendingRows());
        outbox.add(frames.next(last, System.currentTimeMillis()));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        TapState taken =
                frames.snapshot(context.getCheckpointId(), outbox.unacknowledged(), System.currentTimeMillis());
        ListState<byte[]> list = state;
        if (list != null) {
            list.update(List.of(taken.toBytes()));
        }
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        outbox.add(frames.complete(checkpointId));
    }

    @Override
    public void endInput() throws Exception {
        outbox.add(frames.release());
        emit(true);
        // A timer may still fire before the operator is closed: nothing follows the last frame.
        ended = true;
        // When the job has finished its coordinator is gone: the client must have fetched everything by then.
        boolean[] alarmSet = {false};
        while (!outbox.isEmpty() && now() - clientHeardAt < CLIENT_SILENCE_MILLIS) {
            if (!alarmSet[0]) {
                alarmSet[0] = true;
                var unused = getProcessingTimeService()
                        .registerTimer(clientHeardAt + CLIENT_SILENCE_MILLIS, time -> alarmSet[0] = false);
            }
            mailbox.yield();
        }
    }
}
