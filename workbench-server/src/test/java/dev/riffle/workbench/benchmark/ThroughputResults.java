package dev.riffle.workbench.benchmark;

import java.util.Comparator;
import java.util.List;

/** What the throughput section has measured. */
record ThroughputResults(List<Row> rows) {

    /**
     * One query with one setting.
     *
     * @param miniBatch whether the planner's mini-batch was on; null where it makes no difference
     */
    record Row(
            String id,
            String title,
            String query,
            @org.jspecify.annotations.Nullable Boolean miniBatch,
            Measured blackhole,
            Measured collect,
            Measured riffle) {}

    /**
     * One job over one window.
     *
     * @param eventsPerSecond that left its sources
     * @param readerCores cores that the process is busy with which reads the result: the collect client or the server
     * @param readerBytesPerSecond that this process read, from the cluster for the most part; −1 where unknown
     * @param jobManagerCores of the JobManager, through which results travel
     * @param taskManagerCores of the TaskManager, which runs the job
     * @param browserBytesPerSecond over the WebSocket of the one viewer
     * @param browserMessagesPerSecond of the same
     * @param age from when the oldest change of a frame reached the tap until the viewer has it, in milliseconds
     */
    record Measured(
            double eventsPerSecond,
            double readerCores,
            double readerBytesPerSecond,
            double jobManagerCores,
            double taskManagerCores,
            double browserBytesPerSecond,
            double browserMessagesPerSecond,
            Milliseconds.Summary age) {

        /** Of several rounds the one in the middle by its events a second. */
        static Measured median(List<Measured> rounds) {
            List<Measured> sorted = rounds.stream()
                    .sorted(Comparator.comparingDouble(Measured::eventsPerSecond))
                    .toList();
            return sorted.get((sorted.size() - 1) / 2);
        }
    }
}
