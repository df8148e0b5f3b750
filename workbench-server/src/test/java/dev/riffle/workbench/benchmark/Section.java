package dev.riffle.workbench.benchmark;

import java.util.Map;

/**
 * One part of the benchmark, with a part of its own in docs/benchmarks.md.
 *
 * @param <R> what it measures, kept as JSON
 */
interface Section<R> {

    /** Its name on the command line, and of its file. */
    String name();

    Class<R> type();

    /** What it was set to, to be told beside its results. */
    Map<String, String> settings(BenchmarkOptions options);

    R measure(Testbed testbed, BenchmarkOptions options) throws Exception;

    /** Heading, tables and what they mean, as Markdown. */
    String markdown(R results);
}
