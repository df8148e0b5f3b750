package dev.riffle.workbench.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Whether anything grows with the age of a stream: a page open on two results that never rest, and a slow viewer beside it. */
final class Soak implements Section<SoakResults> {

    private static final int SAMPLES = 60;
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(5);
    private static final int SLOW_BYTES_PER_SECOND = 64 * 1024;
    private static final String ROWS_SHOWN = "document.querySelectorAll('[role=row]').length";

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public Class<SoakResults> type() {
        return SoakResults.class;
    }

    @Override
    public Map<String, String> settings(BenchmarkOptions options) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("length", options.soakMinutes() + " min");
        settings.put("slow viewer", SLOW_BYTES_PER_SECOND / 1024 + " kB/s");
        settings.put("sources", "datagen as fast as it can, twice");
        return settings;
    }

    @Override
    public SoakResults measure(Testbed testbed, BenchmarkOptions options) throws Exception {
        RiffleServer server = testbed.server();
        RiffleServer.Notebook notebook = server.run("Soak", cells(), 2);
        List<String> views =
                notebook.results().stream().map(RiffleServer.Result::view).toList();
        Path profile = Files.createTempDirectory("riffle-benchmark-browser");
        try (ViewerLoop loop = new ViewerLoop(server.address(), server.token());
                Chromium browser = Chromium.start(program(), profile)) {
            Viewer brisk = loop.open(views, new Viewer.Pace.AsItComes(), new Viewer.Counted(), null);
            Viewer slow = loop.open(views, new Viewer.Pace.Slow(SLOW_BYTES_PER_SECOND), new Viewer.Counted(), null);
            browser.open(server.address() + "/?token=" + server.token());
            Thread.sleep(2_000);
            browser.open(server.address() + "/n/" + notebook.id());
            awaitRows(browser);
            return watch(testbed, options, loop, brisk, slow, browser);
        } finally {
            server.remove(notebook);
            remove(profile);
        }
    }

    private static List<Map<String, Object>> cells() {
        String table = ThroughputCase.GROUPED_16.tables().get(0);
        Map<String, Object> chart = new LinkedHashMap<>();
        chart.put("source", "groups");
        chart.put("statement", null);
        chart.put("type", "bar");
        chart.put("x", "k");
        chart.put("y", List.of("n"));
        chart.put("series", null);
        chart.put("title", "");
        chart.put("stacked", false);
        chart.put("horizontal", false);
        return List.of(
                RiffleServer.sqlCell("table", table),
                RiffleServer.sqlCell("rows", ThroughputCase.ALL_ROWS.query()),
                RiffleServer.sqlCell("groups", ThroughputCase.GROUPED_16.query()),
                Map.of("kind", "chart", "id", "chart", "chart", chart));
    }

    private static String program() {
        String named = System.getenv("CHROMIUM");
        return named == null || named.isEmpty() ? "chromium" : named;
    }

    private static void awaitRows(Chromium browser) throws Exception {
        long until = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (browser.evaluate(ROWS_SHOWN).asLong() == 0) {
            if (System.nanoTime() > until) {
                throw new IOException("the page shows no rows");
            }
            Thread.sleep(250);
        }
    }

    private static SoakResults watch(
            Testbed testbed, BenchmarkOptions options, ViewerLoop loop, Viewer brisk, Viewer slow, Chromium browser)
            throws Exception {
        Duration length = Duration.ofMinutes(options.soakMinutes());
        Duration pause = length.dividedBy(SAMPLES);
        long pauseNanos = Math.max(SHORTEST_PAUSE.toNanos(), pause.toNanos());
        long pid = testbed.server().pid();
        long start = System.nanoTime();
        long before = start;
        List<SoakResults.Sample> samples = new ArrayList<>();
        while (System.nanoTime() - start < length.toNanos()) {
            long next = start + (samples.size() + 1) * pauseNanos;
            Thread.sleep(Math.max(1, (next - System.nanoTime()) / 1_000_000));
            Chromium.Memory memory = browser.memoryAfterCollection();
            long serverHeap = ServerHeap.afterCollection(pid);
            long now = System.nanoTime();
            double seconds = (now - before) / 1e9;
            long[] messages = loop.call(() -> {
                long[] counts = {brisk.messages(), slow.messages()};
                brisk.clear();
                slow.clear();
                return counts;
            });
            before = now;
            samples.add(new SoakResults.Sample(
                    (now - start) / 60e9,
                    serverHeap,
                    ProcessUsage.residentBytes(pid),
                    memory.heapBytes(),
                    memory.nodes(),
                    browser.evaluate(ROWS_SHOWN).asLong(),
                    messages[0] / seconds,
                    messages[1] / seconds));
            tell(samples.get(samples.size() - 1));
        }
        return new SoakResults(samples);
    }

    private static void tell(SoakResults.Sample sample) {
        System.err.printf(
                "  minute %.1f: server's heap %.1f MB, browser's %.1f MB, %,d rows and %,d nodes in the page, %.1f messages/s%n",
                sample.minute(),
                sample.serverHeapBytes() / 1e6,
                sample.browserHeapBytes() / 1e6,
                sample.rowsShown(),
                sample.browserNodes(),
                sample.messagesPerSecond());
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("Left behind: " + folder);
        }
    }

    @Override
    public String markdown(SoakResults results) {
        return new SoakReport(results).markdown();
    }
}
