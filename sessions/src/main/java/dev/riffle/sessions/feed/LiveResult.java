package dev.riffle.sessions.feed;

import org.apache.flink.core.execution.JobClient;

/** A query's running job with the view that it feeds. */
public final class LiveResult {

    private final MaterializedFeed feed;
    private final JobClient job;
    private final ViewPump pump;

    LiveResult(MaterializedFeed feed, JobClient job, ViewPump pump) {
        this.feed = feed;
        this.job = job;
        this.pump = pump;
    }

    public ViewFeed feed() {
        return feed;
    }

    /** Flink's id of the job, 32 hexadecimal digits. */
    public String jobId() {
        return job.getJobID().toHexString();
    }

    /** Ends the reading; the rows stay. Comes before the job is cancelled, which is the caller's part. */
    public void stop() {
        pump.stop();
    }
}
