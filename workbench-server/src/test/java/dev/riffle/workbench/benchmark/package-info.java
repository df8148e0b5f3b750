/**
 * The benchmark: the product from outside, beside what it is compared with, on one session cluster. Started by
 * {@code ./benchmark}; no test, and no part of the server.
 *
 * <pre>
 * Benchmark → Section (throughput, latency, viewers, soak) → Testbed (cluster, server, collect client) → Results → Report
 * </pre>
 */
@NullMarked
package dev.riffle.workbench.benchmark;

import org.jspecify.annotations.NullMarked;
