package dev.riffle.workbench.benchmark;

import dev.riffle.workbench.benchmark.ThroughputResults.Measured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How many events a second a job keeps up with, by where its result goes; and what that costs. */
final class Throughput implements Section<ThroughputResults> {

    /** What Riffle sets by itself, for the others to be compared with the same. */
    static final Map<String, String> MINI_BATCH = Map.of(
            "table.exec.mini-batch.enabled", "true",
            "table.exec.mini-batch.allow-latency", "100 ms",
            "table.exec.mini-batch.size", "50000");

    private record Key(ThroughputCase query, @Nullable Boolean miniBatch) {}

    private static final class Rounds {
        final List<Measured> blackhole = new ArrayList<>();
        final List<Measured> collect = new ArrayList<>();
        final List<Measured> riffle = new ArrayList<>();
    }

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public Class<ThroughputResults> type() {
        return ThroughputResults.class;
    }

    @Override
    public Map<String, String> settings(BenchmarkOptions options) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("measured for", options.seconds() + " s each, after " + options.warmUpSeconds() + " s");
        settings.put(
                "rounds",
                options.rounds() + " (of more than one, the median), after a run of each kind that does not count");
        settings.put("mini-batch", "allow-latency 100 ms, size 50,000");
        settings.put("source", "datagen as fast as it can, parallelism 1");
        return settings;
    }

    @Override
    public ThroughputResults measure(Testbed testbed, BenchmarkOptions options) throws Exception {
        Map<Key, Rounds> measured = new LinkedHashMap<>();
        for (ThroughputCase query : options.cases()) {
            if (query.miniBatchMatters()) {
                measured.put(new Key(query, false), new Rounds());
                measured.put(new Key(query, true), new Rounds());
            } else {
                measured.put(new Key(query, null), new Rounds());
            }
        }
        warmUp(testbed, options);
        for (int round = 1; round <= options.rounds(); round++) {
            for (Map.Entry<Key, Rounds> entry : measured.entrySet()) {
                Key key = entry.getKey();
                Rounds rounds = entry.getValue();
                ThroughputRun run = new ThroughputRun(testbed, options, key.query(), key.miniBatch());
                rounds.blackhole.add(run.blackhole());
                rounds.collect.add(run.collect());
                rounds.riffle.add(run.riffle());
                System.err.printf(
                        "  %s%s: %,.0f into blackhole, %,.0f collected, %,.0f through Riffle (events/s)%n",
                        key.query().id(),
                        key.miniBatch() == null ? "" : key.miniBatch() ? " with mini-batch" : " without mini-batch",
                        last(rounds.blackhole),
                        last(rounds.collect),
                        last(rounds.riffle));
            }
        }
        return new ThroughputResults(measured.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .collect(Collectors.toList()));
    }

    /** What is measured first, of rows that are added and of rows that change, would be measured on JVMs that have compiled nothing yet: that is thrown away. */
    private static void warmUp(Testbed testbed, BenchmarkOptions options) throws Exception {
        Map<Boolean, ThroughputCase> firstOfEachKind = new LinkedHashMap<>();
        options.cases().forEach(query -> firstOfEachKind.putIfAbsent(query.miniBatchMatters(), query));
        for (ThroughputCase query : firstOfEachKind.values()) {
            ThroughputRun run = new ThroughputRun(testbed, options, query, query.miniBatchMatters() ? false : null);
            run.blackhole();
            run.collect();
            run.riffle();
        }
    }

    private static double last(List<Measured> rounds) {
        return rounds.get(rounds.size() - 1).eventsPerSecond();
    }

    private static ThroughputResults.Row row(Key key, Rounds rounds) {
        return new ThroughputResults.Row(
                key.query().id(),
                key.query().title(),
                key.query().query(),
                key.miniBatch(),
                Measured.median(rounds.blackhole),
                Measured.median(rounds.collect),
                Measured.median(rounds.riffle));
    }

    @Override
    public String markdown(ThroughputResults results) {
        return new ThroughputReport(results.rows()).markdown();
    }
}
