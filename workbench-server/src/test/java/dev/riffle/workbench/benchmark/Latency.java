package dev.riffle.workbench.benchmark;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;

/** How long an event takes from its making to a client that has read it. */
final class Latency implements Section<LatencyResults> {

    private static final List<Integer> RATES = List.of(1_000, 10_000);

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public Class<LatencyResults> type() {
        return LatencyResults.class;
    }

    @Override
    public Map<String, String> settings(BenchmarkOptions options) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("measured for", options.latencySeconds() + " s each, after " + options.warmUpSeconds() + " s");
        settings.put("rounds", options.rounds() + " (of more than one, the median by p99)");
        settings.put("mini-batch", "off for collect, as it comes for Riffle");
        return settings;
    }

    @Override
    public LatencyResults measure(Testbed testbed, BenchmarkOptions options) throws Exception {
        List<LatencyResults.Row> rows = new ArrayList<>();
        for (LatencyCase query : LatencyCase.values()) {
            for (int rate : RATES) {
                List<Milliseconds.Summary> collect = new ArrayList<>();
                List<Milliseconds.Summary> riffle = new ArrayList<>();
                for (int round = 0; round < options.rounds(); round++) {
                    collect.add(ofCollect(testbed, options, query, rate));
                    riffle.add(ofRiffle(testbed, options, query, rate));
                }
                LatencyResults.Row row =
                        new LatencyResults.Row(query.title(), query.query(), rate, median(collect), median(riffle));
                rows.add(row);
                System.err.printf(
                        "  %s at %,d events/s: %s ms collected, %s ms through Riffle (median / p99 / longest)%n",
                        row.title(), rate, Table.millis(row.collect()), Table.millis(row.riffle()));
            }
        }
        return new LatencyResults(rows);
    }

    private static Milliseconds.Summary median(List<Milliseconds.Summary> rounds) {
        List<Milliseconds.Summary> sorted = rounds.stream()
                .sorted(Comparator.comparingLong(Milliseconds.Summary::p99))
                .toList();
        return sorted.get((sorted.size() - 1) / 2);
    }

    private static Milliseconds.Summary ofCollect(
            Testbed testbed, BenchmarkOptions options, LatencyCase query, int rate) throws Exception {
        CollectProcess client = testbed.collect();
        String job = client.ask(new CollectClient.Request(
                        "collect", Map.of(), LatencyCase.tables(rate), query.query(), query.timeColumn()))
                .job();
        testbed.flink().awaitSources(job);
        Thread.sleep(Duration.ofSeconds(options.warmUpSeconds()).toMillis());
        client.ask(CollectClient.Request.clear());
        Thread.sleep(Duration.ofSeconds(options.latencySeconds()).toMillis());
        CollectClient.Answer answer = client.ask(CollectClient.Request.stop());
        testbed.flink().cancel(job);
        return answer.latency();
    }

    private static Milliseconds.Summary ofRiffle(Testbed testbed, BenchmarkOptions options, LatencyCase query, int rate)
            throws Exception {
        RiffleServer server = testbed.server();
        String text = Stream.of(
                        Stream.of("SET 'table.local-time-zone' = 'UTC'"),
                        LatencyCase.tables(rate).stream(),
                        Stream.of(query.query()))
                .flatMap(part -> part)
                .collect(Collectors.joining(";\n"));
        RiffleServer.Notebook notebook = server.run("Latency", List.of(RiffleServer.sqlCell("query", text)), 1);
        Milliseconds latency = new Milliseconds();
        Consumer<byte[]> read = message -> addRows(latency, Json.parse(message), query.timeColumn());
        try (ViewerLoop loop = new ViewerLoop(server.address(), server.token())) {
            loop.open(
                    List.of(notebook.results().get(0).view()), new Viewer.Pace.AsItComes(), new Viewer.Counted(), read);
            Thread.sleep(Duration.ofSeconds(options.warmUpSeconds()).toMillis());
            loop.call(() -> {
                latency.clear();
                return latency;
            });
            Thread.sleep(Duration.ofSeconds(options.latencySeconds()).toMillis());
            return loop.call(latency::summary);
        } finally {
            server.remove(notebook);
        }
    }

    /** Rows of deltas only: a snapshot holds rows that were there before anybody asked. */
    private static void addRows(Milliseconds latency, JsonNode message, int timeColumn) {
        long now = System.currentTimeMillis();
        for (JsonNode frame : message.path("frames")) {
            for (String part : List.of("updated", "added")) {
                for (JsonNode made : frame.path(part).path("columns").path(timeColumn)) {
                    LocalDateTime time = LocalDateTime.parse(made.asText().replace(' ', 'T'));
                    latency.add(now - time.toInstant(ZoneOffset.UTC).toEpochMilli());
                }
            }
        }
    }

    @Override
    public String markdown(LatencyResults results) {
        Table table = new Table(
                "query", "events/s", "collect", "Riffle", "Riffle ÷ collect: median", "Riffle ÷ collect: p99");
        for (LatencyResults.Row row : results.rows()) {
            table.row(
                    row.title(),
                    Table.count(row.eventsPerSecond()),
                    Table.millis(row.collect()),
                    Table.millis(row.riffle()),
                    Table.ratio((double) row.riffle().median(), (double)
                            row.collect().median()),
                    Table.ratio(
                            (double) row.riffle().p99(), (double) row.collect().p99()));
        }
        StringBuilder queries = new StringBuilder();
        for (LatencyCase query : LatencyCase.values()) {
            queries.append("- ")
                    .append(query.title())
                    .append(": `")
                    .append(query.query())
                    .append("`\n");
        }
        return """
                ## Latency

                Milliseconds from the making of an event in the source until a client has read it: a program that reads
                with `TableResult.collect()`, or a viewer on Riffle's WebSocket that has decoded the message. Median / p99 /
                longest, over all rows that arrived; of an aggregate, over all values that arrived.

                """ + table.markdown() + "\n" + queries;
    }
}
