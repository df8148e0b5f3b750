package dev.riffle.workbench.benchmark;

import java.util.List;

/** What the viewers section has measured. */
record ViewersResults(List<Row> rows) {

    /**
     * So many viewers at once.
     *
     * @param frozen how many others there were that never read
     * @param disconnected viewers that the server let go, frozen ones not among them
     * @param slowest frames a second of each result, to the viewer that had the fewest
     * @param median frames a second of each result, to the viewer in the middle
     * @param messages a second, each with all frames that are ready, to all viewers together
     * @param bytesPerSecond of all viewers together
     * @param lag from when the server encoded the last frame of a message until a viewer had all of it
     * @param age from when the oldest change of that frame reached the tap
     * @param serverCores cores that the server is busy with
     * @param viewersCores cores that the process of all viewers is busy with
     * @param heapBytes of the server after a full collection
     * @param residentBytes of the server's process; −1 where unknown
     */
    record Row(
            int viewers,
            int frozen,
            int disconnected,
            double slowest,
            double median,
            double messages,
            double bytesPerSecond,
            Milliseconds.Summary lag,
            Milliseconds.Summary age,
            double serverCores,
            double viewersCores,
            long heapBytes,
            long residentBytes) {

        Row withHeap(long bytes) {
            return new Row(
                    viewers,
                    frozen,
                    disconnected,
                    slowest,
                    median,
                    messages,
                    bytesPerSecond,
                    lag,
                    age,
                    serverCores,
                    viewersCores,
                    bytes,
                    residentBytes);
        }
    }
}
