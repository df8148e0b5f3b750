package dev.riffle.workbench.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Events a second that leave the sources of a job. The JobManager fetches counters when it is asked, and answers with
 * those of the time before: so each count is late by one pause, and a line through many of them has the right slope.
 */
final class SourceRate {

    private static final long PAUSE_MILLIS = 500;

    private final FlinkRest flink;
    private final String job;
    private final List<FlinkRest.Source> sources;

    SourceRate(FlinkRest flink, String job) throws IOException, InterruptedException {
        this.flink = flink;
        this.job = job;
        this.sources = flink.awaitSources(job);
    }

    /** Measures for that long, and returns when it is over. */
    double measure(Duration window) throws IOException, InterruptedException {
        List<double[]> points = new ArrayList<>();
        long start = System.nanoTime();
        long until = start + window.toNanos();
        do {
            long at = System.nanoTime();
            points.add(new double[] {(at - start) / 1e9, flink.rows(job, sources)});
            Thread.sleep(PAUSE_MILLIS);
        } while (System.nanoTime() < until);
        points.remove(0);
        return slope(points);
    }

    /** Least squares. */
    static double slope(List<double[]> points) {
        double meanX = points.stream().mapToDouble(point -> point[0]).average().orElse(0);
        double meanY = points.stream().mapToDouble(point -> point[1]).average().orElse(0);
        double above = 0;
        double below = 0;
        for (double[] point : points) {
            above += (point[0] - meanX) * (point[1] - meanY);
            below += (point[0] - meanX) * (point[0] - meanX);
        }
        return below == 0 ? 0 : above / below;
    }
}
