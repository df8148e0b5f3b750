package dev.riffle.sessions.changelog;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.accumulators.SerializedListAccumulator;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.operators.coordination.CoordinationRequestGateway;
import org.apache.flink.streaming.api.operators.collect.CollectCoordinationRequest;
import org.apache.flink.streaming.api.operators.collect.CollectCoordinationResponse;
import org.apache.flink.streaming.api.operators.collect.CollectSinkFunction;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the frames of a running job from Flink's collect sink, through the JobManager's REST interface. The protocol
 * is that of {@link CollectSinkFunction}: a request names the sink's version and the offset of the first record that is
 * wanted, and so acknowledges all before it; another version in the answer means that the sink began anew.
 */
public final class TapChangelog implements Changelog {

    private static final long SHORTEST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 100;
    private static final long REQUEST_TIMEOUT_SECONDS = 20;

    private final JobClient job;
    private final CoordinationRequestGateway gateway;
    private final String uid;
    private final FrameReader frames;
    private final ArrayDeque<ChangeBatch> ready = new ArrayDeque<>();

    private String version = "";
    private long offset;
    private long pauseMillis = SHORTEST_PAUSE_MILLIS;
    private boolean ended;
    private volatile boolean closed;

    /**
     * Reads from now on.
     *
     * @param uid of the collect operator
     */
    public TapChangelog(JobClient job, String uid, RowType rowType, ZoneId zone) {
        this.job = job;
        this.gateway = (CoordinationRequestGateway) job;
        this.uid = uid;
        this.frames = new FrameReader(rowType, zone);
    }

    @Override
    public @Nullable ChangeBatch next() throws IOException, InterruptedException, JobEndedException {
        while (!closed) {
            ChangeBatch batch = ready.pollFirst();
            if (batch != null) {
                ended |= batch.last();
                return batch;
            }
            if (ended) {
                return null;
            }
            if (!fetch()) {
                Thread.sleep(pauseMillis);
                pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS);
            } else {
                pauseMillis = SHORTEST_PAUSE_MILLIS;
            }
        }
        return null;
    }

    /** Asks once. Returns whether anything came. */
    private boolean fetch() throws IOException, InterruptedException, JobEndedException {
        CollectCoordinationResponse response;
        try {
            response = (CollectCoordinationResponse)
                    await(gateway.sendCoordinationRequest(uid, new CollectCoordinationRequest(version, offset)));
        } catch (ExecutionException | TimeoutException e) {
            return afterFailedFetch();
        }
        return accept(response, offset);
    }

    /** The job has not begun, or has ended, or the cluster does not answer now. */
    private boolean afterFailedFetch() throws IOException, InterruptedException, JobEndedException {
        JobStatus status;
        try {
            status = await(job.getJobStatus());
        } catch (ExecutionException e) {
            if (String.valueOf(e.getMessage()).contains("JobNotFound")
                    || causeNames(e).contains("JobNotFound")) {
                throw new JobEndedException("UNKNOWN", e);
            }
            return false;
        } catch (TimeoutException e) {
            return false;
        }
        if (!status.isGloballyTerminalState()) {
            return false;
        }
        JobExecutionResult result;
        try {
            result = await(job.getJobExecutionResult());
        } catch (ExecutionException e) {
            throw new JobEndedException(status.name(), e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            return false;
        }
        ended = true;
        List<byte[]> left = result.getAccumulatorResult(uid);
        if (left == null) {
            return false;
        }
        try {
            byte[] serialized = SerializedListAccumulator.deserializeList(
                            new java.util.ArrayList<>(left), BytePrimitiveArraySerializer.INSTANCE)
                    .get(0);
            Tuple2<Long, CollectCoordinationResponse> rest =
                    CollectSinkFunction.deserializeAccumulatorResult(serialized);
            return accept(rest.f1, rest.f0);
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    private static String causeNames(Throwable error) {
        StringBuilder names = new StringBuilder();
        for (Throwable cause = error; cause != null && names.length() < 1_000; cause = cause.getCause()) {
            names.append(cause.getClass().getSimpleName())
                    .append(' ')
                    .append(cause.getMessage())
                    .append(' ');
        }
        return names.toString();
    }

    private boolean accept(CollectCoordinationResponse response, long responseOffset) throws IOException {
        if (!version.isEmpty() && !version.equals(response.getVersion())) {
            offset = 0;
        }
        boolean sameAttempt = version.isEmpty() || version.equals(response.getVersion());
        version = response.getVersion();
        List<byte[]> parts = response.getResults(BytePrimitiveArraySerializer.INSTANCE);
        if (!sameAttempt && responseOffset != 0) {
            // Asked for an offset of the attempt before: ask again from the new one's start.
            return false;
        }
        int known = (int) Math.min(parts.size(), Math.max(0, offset - responseOffset));
        for (byte[] part : parts.subList(known, parts.size())) {
            ChangeBatch batch = frames.read(part);
            if (batch != null) {
                ready.addLast(batch);
            }
            offset++;
        }
        return parts.size() > known;
    }

    private static <T> T await(CompletableFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(REQUEST_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        closed = true;
    }
}
