package dev.riffle.workbench.benchmark;

import java.util.List;

/** What the compression section has measured. */
record CompressionResults(List<Row> rows) {

    /**
     * Messages of one kind, compressed in one way.
     *
     * @param messages a second, as they came
     * @param bytes of a message, on average
     * @param level of zlib
     * @param kept whether each message is compressed with what came before as its dictionary, one compressor a viewer
     * @param compressedBytes of a message, on average
     * @param micros of processor time to compress a message
     */
    record Row(
            String title,
            double messages,
            double bytes,
            int level,
            boolean kept,
            double compressedBytes,
            double micros) {}
}
