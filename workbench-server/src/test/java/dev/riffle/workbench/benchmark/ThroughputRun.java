package dev.riffle.workbench.benchmark;

import dev.riffle.workbench.benchmark.ThroughputResults.Measured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One query with one setting, three times: into nothing, through plain collect, through Riffle. */
final class ThroughputRun {

    private final Testbed testbed;
    private final BenchmarkOptions options;
    private final ThroughputCase query;
    private final @Nullable Boolean miniBatch;

    ThroughputRun(Testbed testbed, BenchmarkOptions options, ThroughputCase query, @Nullable Boolean miniBatch) {
        this.testbed = testbed;
        this.options = options;
        this.query = query;
        this.miniBatch = miniBatch;
    }

    Measured blackhole() throws Exception {
        return ofClient("insert", query.intoBlackhole());
    }

    Measured collect() throws Exception {
        return ofClient("collect", query.query());
    }

    private Measured ofClient(String action, String statement) throws Exception {
        Map<String, String> settings = Boolean.TRUE.equals(miniBatch) ? Throughput.MINI_BATCH : Map.of();
        CollectProcess client = testbed.collect();
        String job = client.ask(new CollectClient.Request(action, settings, query.tables(), statement, -1))
                .job();
        try {
            return measure(job, client.pid(), () -> {}, () -> new Browser(0, 0, Milliseconds.Summary.NONE));
        } finally {
            client.ask(CollectClient.Request.stop());
            testbed.flink().cancel(job);
        }
    }

    Measured riffle() throws Exception {
        RiffleServer server = testbed.server();
        String settings = Boolean.FALSE.equals(miniBatch) ? "SET 'table.exec.mini-batch.enabled' = 'false';\n" : "";
        String text = settings
                + Stream.concat(query.tables().stream(), Stream.of(query.query()))
                        .collect(Collectors.joining(";\n"));
        RiffleServer.Notebook notebook =
                server.run("Benchmark " + query.id(), List.of(RiffleServer.sqlCell("query", text)), 1);
        RiffleServer.Result result = notebook.results().get(0);
        Viewer.Counted counted = new Viewer.Counted();
        try (ViewerLoop loop = new ViewerLoop(server.address(), server.token())) {
            Viewer viewer = loop.open(List.of(result.view()), new Viewer.Pace.AsItComes(), counted, null);
            return measure(
                    result.job(),
                    server.pid(),
                    () -> loop.call(() -> {
                        viewer.clear();
                        counted.age.clear();
                        return viewer;
                    }),
                    () -> loop.call(() -> new Browser(viewer.messages(), viewer.bytes(), counted.age.summary())));
        } finally {
            server.remove(notebook);
        }
    }

    /** What came over the WebSocket. */
    private record Browser(long messages, long bytes, Milliseconds.Summary age) {}

    private Measured measure(String job, long reader, Runnable clear, Supplier<Browser> browser) throws Exception {
        SourceRate rate = new SourceRate(testbed.flink(), job);
        Thread.sleep(Duration.ofSeconds(options.warmUpSeconds()).toMillis());
        clear.run();
        ProcessUsage readerBefore = ProcessUsage.of(reader);
        ProcessUsage jobManagerBefore = ProcessUsage.of(testbed.jobManagerPid());
        ProcessUsage taskManagerBefore = ProcessUsage.of(testbed.taskManagerPid());
        double eventsPerSecond = rate.measure(Duration.ofSeconds(options.seconds()));
        ProcessUsage readerAfter = ProcessUsage.of(reader);
        Browser seen = browser.get();
        double seconds = (readerAfter.at() - readerBefore.at()) / 1e9;
        return new Measured(
                eventsPerSecond,
                readerBefore.cores(readerAfter),
                readerBefore.readRate(readerAfter),
                jobManagerBefore.cores(ProcessUsage.of(testbed.jobManagerPid())),
                taskManagerBefore.cores(ProcessUsage.of(testbed.taskManagerPid())),
                seen.bytes() / seconds,
                seen.messages() / seconds,
                seen.age());
    }
}
