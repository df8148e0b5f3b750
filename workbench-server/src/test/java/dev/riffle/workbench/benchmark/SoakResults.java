package dev.riffle.workbench.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the soak section has measured. */
record SoakResults(List<Sample> samples) {

    /**
     * One look at a moment.
     *
     * @param minute since the page was open
     * @param serverHeapBytes after a full collection
     * @param serverResidentBytes of its process; −1 where unknown
     * @param browserHeapBytes after a collection
     * @param browserNodes of the DOM
     * @param rowsShown in the page, so that a page that died is seen
     * @param messagesPerSecond to a viewer beside the page since the look before
     * @param slowMessagesPerSecond to the slow viewer
     */
    record Sample(
            double minute,
            long serverHeapBytes,
            long serverResidentBytes,
            long browserHeapBytes,
            long browserNodes,
            long rowsShown,
            double messagesPerSecond,
            double slowMessagesPerSecond) {}

    /** Around a tenth of the time: the median of three looks, since one look tells more of the moment than of the trend. */
    double atTenth(ToDoubleFunction<Sample> figure) {
        return median(Math.max(1, samples.size() / 10), figure);
    }

    double atEnd(ToDoubleFunction<Sample> figure) {
        return median(samples.size() - 2, figure);
    }

    private double median(int middle, ToDoubleFunction<Sample> figure) {
        return samples.subList(Math.max(0, middle - 1), Math.min(samples.size(), middle + 2)).stream()
                .mapToDouble(figure)
                .sorted()
                .skip(1)
                .findFirst()
                .orElse(figure.applyAsDouble(samples.get(samples.size() - 1)));
    }
}
