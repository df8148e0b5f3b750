package dev.riffle.workbench.benchmark;

import java.util.List;

/** What the latency section has measured. */
record LatencyResults(List<Row> rows) {

    /** One query at one rate: milliseconds from the making of an event until the client has it. */
    record Row(
            String title,
            String query,
            int eventsPerSecond,
            Milliseconds.Summary collect,
            Milliseconds.Summary riffle) {}
}
