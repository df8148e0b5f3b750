package dev.riffle.workbench.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Many viewers of one notebook with four live results, each of 50 rows that all change in every frame. */
final class Viewers implements Section<ViewersResults> {

    static final int RESULTS = 4;
    private static final int ROWS = 50;
    private static final int EVENTS_PER_SECOND = 100;

    /** A frozen viewer is to have its socket full before anything is measured. */
    private static final Duration UNTIL_FULL = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "viewers";
    }

    @Override
    public Class<ViewersResults> type() {
        return ViewersResults.class;
    }

    @Override
    public Map<String, String> settings(BenchmarkOptions options) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("measured for", options.viewerSeconds() + " s each, after " + UNTIL_FULL.toSeconds() + " s");
        settings.put(
                "results",
                RESULTS + " of " + ROWS + " rows, each row changed " + EVENTS_PER_SECOND + " times a second");
        settings.put("viewers", "all in the process of the benchmark, on one thread; no compression");
        return settings;
    }

    @Override
    public ViewersResults measure(Testbed testbed, BenchmarkOptions options) throws Exception {
        RiffleServer server = testbed.server();
        List<ViewersResults.Row> rows = new ArrayList<>();
        RiffleServer.Notebook notebook = server.run("Viewers", cells(), RESULTS);
        List<String> views =
                notebook.results().stream().map(RiffleServer.Result::view).toList();
        try (ViewerLoop loop = new ViewerLoop(server.address(), server.token())) {
            List<Viewer> viewers = new ArrayList<>();
            Viewer.Counted counted = new Viewer.Counted();
            for (int count : options.viewers()) {
                while (viewers.size() < count) {
                    viewers.add(loop.open(views, new Viewer.Pace.AsItComes(), counted, null));
                }
                rows.add(measure(testbed, options, loop, viewers, counted, 0));
            }
            Viewer frozen = loop.open(views, new Viewer.Pace.Slow(0), new Viewer.Counted(), null);
            rows.add(measure(testbed, options, loop, viewers, counted, 1));
            loop.dismiss(List.of(frozen));
            loop.dismiss(viewers);
        } finally {
            server.remove(notebook);
        }
        return new ViewersResults(rows);
    }

    /** Few events, each of which changes every row: so that the source costs next to nothing. */
    static List<Map<String, Object>> cells() {
        String keys = IntStream.rangeClosed(1, ROWS)
                .mapToObj(Integer::toString)
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
        List<Map<String, Object>> cells = new ArrayList<>();
        for (int i = 1; i <= RESULTS; i++) {
            String table = "CREATE TABLE events" + i + " (v INT) WITH ('connector' = 'faker', 'rows-per-second' = '"
                    + EVENTS_PER_SECOND + "', 'fields.v.expression' = '#{number.numberBetween ''0'',''1000''}');\n";
            String query = "SELECT k, COUNT(*) AS n, SUM(v) AS total FROM events" + i + " CROSS JOIN UNNEST(ARRAY["
                    + keys + "]) AS keys (k) GROUP BY k";
            cells.add(RiffleServer.sqlCell("result-" + i, table + query));
        }
        return cells;
    }

    private static ViewersResults.Row measure(
            Testbed testbed,
            BenchmarkOptions options,
            ViewerLoop loop,
            List<Viewer> viewers,
            Viewer.Counted counted,
            int frozen)
            throws Exception {
        long pid = testbed.server().pid();
        Thread.sleep(UNTIL_FULL.toMillis());
        ProcessUsage server = ProcessUsage.of(pid);
        ProcessUsage ours = ProcessUsage.of(ProcessHandle.current().pid());
        loop.call(() -> {
            viewers.forEach(Viewer::clear);
            counted.lag.clear();
            counted.age.clear();
            return counted;
        });
        Thread.sleep(Duration.ofSeconds(options.viewerSeconds()).toMillis());
        ViewersResults.Row row = loop.call(() -> {
            ProcessUsage serverNow = ProcessUsage.of(pid);
            ProcessUsage oursNow = ProcessUsage.of(ProcessHandle.current().pid());
            double seconds = (serverNow.at() - server.at()) / 1e9;
            List<Double> rates = viewers.stream()
                    .map(viewer -> viewer.receivedFrames() / seconds / RESULTS)
                    .sorted()
                    .toList();
            return new ViewersResults.Row(
                    viewers.size(),
                    frozen,
                    (int) viewers.stream().filter(Viewer::isClosed).count(),
                    rates.get(0),
                    rates.get(rates.size() / 2),
                    viewers.stream().mapToLong(Viewer::messages).sum() / seconds,
                    viewers.stream().mapToLong(Viewer::bytes).sum() / seconds,
                    counted.lag.summary(),
                    counted.age.summary(),
                    server.cores(serverNow),
                    ours.cores(oursNow),
                    0,
                    ProcessUsage.residentBytes(pid));
        });
        ViewersResults.Row withHeap = row.withHeap(ServerHeap.leastAfterCollection(pid));
        System.err.printf(
                "  %,d viewers%s: %.1f frames/s of each result (least %.1f), lag %s ms, server %.2f cores%n",
                row.viewers(),
                frozen > 0 ? " and a frozen one" : "",
                row.median(),
                row.slowest(),
                Table.millis(row.lag()),
                row.serverCores());
        return withHeap;
    }

    @Override
    public String markdown(ViewersResults results) {
        return new ViewersReport(results.rows(), RESULTS, ROWS).markdown();
    }
}
