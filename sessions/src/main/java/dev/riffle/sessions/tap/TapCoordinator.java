package dev.riffle.sessions.tap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.CoordinationRequest;
import org.apache.flink.runtime.operators.coordination.CoordinationRequestHandler;
import org.apache.flink.runtime.operators.coordination.CoordinationResponse;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.jspecify.annotations.Nullable;

/**
 * The tap's half in the JobManager: holds the parts that the client has not yet fetched, at most those of the tap's
 * window, and answers a request the moment there are some. Confined to the JobMaster's thread, but for the time-out of
 * an answer.
 */
final class TapCoordinator implements OperatorCoordinator, CoordinationRequestHandler {

    private static final long ANSWER_WITHIN_MILLIS = 5_000;
    private static final int MOST_PARTS_AN_ANSWER = 8;

    private final ArrayDeque<FramePart> parts = new ArrayDeque<>();
    private @Nullable SubtaskGateway tap;
    private @Nullable CompletableFuture<CoordinationResponse> waiting;
    private @Nullable TapRequest demand;
    private long epoch;

    @Override
    public void start() {}

    @Override
    public CompletableFuture<CoordinationResponse> handleCoordinationRequest(CoordinationRequest received) {
        TapRequest request = (TapRequest) received;
        if (request.epoch() == epoch) {
            while (!parts.isEmpty() && parts.getFirst().number() <= request.received()) {
                parts.removeFirst();
            }
        }
        demand = request;
        tellDemand();
        answer(TapResponse.NOTHING);
        CompletableFuture<CoordinationResponse> answer = new CompletableFuture<>();
        waiting = answer;
        if (!parts.isEmpty()) {
            answerParts();
        } else {
            answer.completeOnTimeout(TapResponse.NOTHING, ANSWER_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
        }
        return answer;
    }

    private void tellDemand() {
        TapRequest wanted = demand;
        SubtaskGateway to = tap;
        if (wanted != null && to != null) {
            var unused = to.sendEvent(new FrameDemand(wanted.epoch(), wanted.received(), wanted.intervalMillis()));
        }
    }

    @Override
    public void handleEventFromOperator(int subtask, int attempt, OperatorEvent event) {
        FramePart part = (FramePart) event;
        if (part.epoch() != epoch) {
            epoch = part.epoch();
            parts.clear();
        }
        parts.addLast(part);
        answerParts();
    }

    /** Gives what is here to whoever waits. It stays here until it is acknowledged. */
    private void answerParts() {
        ArrayList<byte[]> given = new ArrayList<>();
        for (FramePart part : parts) {
            if (given.size() == MOST_PARTS_AN_ANSWER) {
                break;
            }
            given.add(part.bytes());
        }
        if (!given.isEmpty()) {
            answer(new TapResponse(epoch, parts.getFirst().number(), given));
        }
    }

    private void answer(TapResponse response) {
        CompletableFuture<CoordinationResponse> to = waiting;
        waiting = null;
        if (to != null) {
            to.complete(response);
        }
    }

    @Override
    public void executionAttemptReady(int subtask, int attempt, SubtaskGateway gateway) {
        tap = gateway;
        tellDemand();
    }

    @Override
    public void executionAttemptFailed(int subtask, int attempt, @Nullable Throwable reason) {
        tap = null;
        // A restored instance sends again what was not acknowledged.
        parts.clear();
    }

    @Override
    public void subtaskReset(int subtask, long checkpointId) {
        tap = null;
        parts.clear();
    }

    @Override
    public void checkpointCoordinator(long checkpointId, CompletableFuture<byte[]> result) {
        result.complete(new byte[0]);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {}

    @Override
    public void resetToCheckpoint(long checkpointId, byte @Nullable [] data) {
        parts.clear();
    }

    @Override
    public void close() {
        answer(TapResponse.NOTHING);
    }

    /** Travels with the job. */
    static final class Provider implements OperatorCoordinator.Provider {

        private static final long serialVersionUID = 1L;

        private final OperatorID operator;

        Provider(OperatorID operator) {
            this.operator = operator;
        }

        @Override
        public OperatorID getOperatorId() {
            return operator;
        }

        @Override
        public OperatorCoordinator create(Context context) {
            return new TapCoordinator();
        }
    }
}
