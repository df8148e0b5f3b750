package dev.riffle.sessions.changelog;

import dev.riffle.sessions.rest.RestAccess;
import dev.riffle.sessions.tap.TapRequest;
import dev.riffle.sessions.tap.TapResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the frames of a running job from its tap. A request is always under way while this is read, so that a frame
 * comes the moment it leaves the tap; it names the newest part that is here, and so acknowledges all before it.
 */
public final class TapChangelog implements Changelog {

    private static final long SHORTEST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 200;
    private static final long ANSWER_WITHIN_SECONDS = 25;

    private final JobClient job;
    private final TapClient tap;
    private final FrameReader frames;
    private final ArrayDeque<ChangeBatch> ready = new ArrayDeque<>();

    private long epoch;
    private long received;
    private long pauseMillis = SHORTEST_PAUSE_MILLIS;
    private boolean ended;
    private volatile long intervalMillis;
    private volatile CompletableFuture<Boolean> hurry = new CompletableFuture<>();
    private volatile boolean closed;

    /**
     * Reads from now on.
     *
     * @param access to the cluster's REST interface
     * @param cluster its address
     * @param uid of the tap
     * @param interval between two frames, until {@link #pace} says another
     */
    public TapChangelog(
            JobClient job,
            RestAccess access,
            URI cluster,
            String uid,
            RowType rowType,
            ZoneId zone,
            Duration interval) {
        this.job = job;
        this.tap = new TapClient(access, cluster, job.getJobID().toHexString(), uid);
        this.frames = new FrameReader(rowType, zone);
        this.intervalMillis = interval.toMillis();
    }

    @Override
    public @Nullable ChangeBatch next() throws IOException, InterruptedException, JobEndedException {
        while (!closed) {
            ChangeBatch batch = ready.pollFirst();
            if (batch != null) {
                if (batch.last()) {
                    ended = true;
                    // The job ends once it knows that this is here.
                    var unused = request();
                }
                return batch;
            }
            if (ended) {
                return null;
            }
            fetch();
        }
        return null;
    }

    private CompletableFuture<TapResponse> request() throws IOException {
        return tap.ask(new TapRequest(epoch, received, intervalMillis));
    }

    /** Asks once, and waits for the answer or for a reason to ask again. */
    private void fetch() throws IOException, InterruptedException, JobEndedException {
        CompletableFuture<Boolean> reason = new CompletableFuture<>();
        hurry = reason;
        CompletableFuture<TapResponse> answer = request();
        try {
            CompletableFuture.anyOf(answer, reason).get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
            if (answer.isDone()) {
                accept(answer.get());
                pauseMillis = SHORTEST_PAUSE_MILLIS;
            }
        } catch (ExecutionException | TimeoutException e) {
            afterFailedFetch();
            Thread.sleep(pauseMillis);
            pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS);
        }
    }

    private void accept(TapResponse response) throws IOException {
        if (response.parts().isEmpty()) {
            return;
        }
        if (response.epoch() != epoch) {
            epoch = response.epoch();
            received = 0;
        }
        long number = response.first();
        for (byte[] part : response.parts()) {
            if (number == received + 1) {
                received = number;
                ChangeBatch batch = frames.read(part);
                if (batch != null) {
                    ready.addLast(batch);
                }
            }
            number++;
        }
    }

    @Override
    public void pace(Duration interval) {
        long millis = interval.toMillis();
        boolean shorter = millis < intervalMillis;
        intervalMillis = millis;
        if (shorter) {
            hurry.complete(true);
        }
    }

    /** The job has not begun, or has ended, or the cluster does not answer now. */
    private void afterFailedFetch() throws InterruptedException, JobEndedException {
        JobStatus status;
        try {
            status = await(job.getJobStatus());
        } catch (ExecutionException e) {
            if (causeNames(e).contains("JobNotFound")) {
                throw new JobEndedException("UNKNOWN", e);
            }
            return;
        } catch (TimeoutException e) {
            return;
        }
        if (!status.isGloballyTerminalState()) {
            return;
        }
        try {
            await(job.getJobExecutionResult());
        } catch (ExecutionException e) {
            throw new JobEndedException(status.name(), e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            return;
        }
        throw new JobEndedException(status.name(), new IOException("The job ended before its last rows were fetched."));
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

    private static <T> T await(CompletableFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        closed = true;
        hurry.complete(true);
    }
}
