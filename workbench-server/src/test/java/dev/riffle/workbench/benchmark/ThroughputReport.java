package dev.riffle.workbench.benchmark;

import dev.riffle.workbench.benchmark.ThroughputResults.Measured;
import dev.riffle.workbench.benchmark.ThroughputResults.Row;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The throughput section of the page. */
final class ThroughputReport {

    private final List<Row> rows;

    ThroughputReport(List<Row> rows) {
        this.rows = rows;
    }

    String markdown() {
        return """
                ## Throughput

                Events a second that leave the sources of the job, by where its result goes: into `blackhole` (the limit),
                to a Table API program that reads it with `TableResult.collect()` (as SQL Client and SQL Gateway do, which
                then have more to do), to Riffle's server with one viewer on its WebSocket. First each as it comes: Flink
                without mini-batch, Riffle with it.

                """
                + asItComes().markdown()
                + "\nThe same with the planner's mini-batch off and on for all three (–: it makes no difference).\n\n"
                + bothWays().markdown()
                + """

                What it costs. The reader of a result is the collect client's process, or Riffle's server. Bytes into the
                reader are all that its process read, from the cluster for the most part; those to the browser were counted
                on the WebSocket. Age: from when the oldest change of a frame reached the tap until the viewer had the
                frame, median / p99 / longest in ms.

                """
                + costs().markdown()
                + "\n" + queries();
    }

    private Table asItComes() {
        Table table = new Table("query", "blackhole", "collect", "Riffle", "Riffle ÷ blackhole", "Riffle ÷ collect");
        for (String id : ids()) {
            Optional<Row> flink = row(id, false);
            Optional<Row> riffle = row(id, true);
            if (flink.isPresent() && riffle.isPresent()) {
                add(
                        table,
                        flink.get().title(),
                        flink.get().blackhole(),
                        flink.get().collect(),
                        riffle.get().riffle());
            }
        }
        return table;
    }

    private Table bothWays() {
        Table table = new Table(
                "query", "mini-batch", "blackhole", "collect", "Riffle", "Riffle ÷ blackhole", "Riffle ÷ collect");
        for (Row row : rows) {
            table.row(
                    row.title(),
                    miniBatch(row),
                    Table.count(row.blackhole().eventsPerSecond()),
                    Table.count(row.collect().eventsPerSecond()),
                    Table.count(row.riffle().eventsPerSecond()),
                    Table.ratio(row.riffle().eventsPerSecond(), row.blackhole().eventsPerSecond()),
                    Table.ratio(row.riffle().eventsPerSecond(), row.collect().eventsPerSecond()));
        }
        return table;
    }

    private Table costs() {
        Table table = new Table(
                "query",
                "mini-batch",
                "cores: collect client",
                "cores: Riffle's server",
                "cores: JobManager (collect)",
                "cores: JobManager (Riffle)",
                "MB/s into collect client",
                "MB/s into server",
                "MB/s to browser",
                "messages/s to browser",
                "age of a frame");
        for (Row row : rows) {
            table.row(
                    row.title(),
                    miniBatch(row),
                    Table.decimal(row.collect().readerCores()),
                    Table.decimal(row.riffle().readerCores()),
                    Table.decimal(row.collect().jobManagerCores()),
                    Table.decimal(row.riffle().jobManagerCores()),
                    Table.megabytes(row.collect().readerBytesPerSecond()),
                    Table.megabytes(row.riffle().readerBytesPerSecond()),
                    Table.megabytes(row.riffle().browserBytesPerSecond()),
                    Table.tenth(row.riffle().browserMessagesPerSecond()),
                    Table.millis(row.riffle().age()));
        }
        return table;
    }

    private String queries() {
        StringBuilder list = new StringBuilder();
        for (String id : ids()) {
            rows.stream().filter(row -> row.id().equals(id)).findFirst().ifPresent(row -> list.append("- ")
                    .append(row.title())
                    .append(": `")
                    .append(row.query())
                    .append("`\n"));
        }
        return list.toString();
    }

    private static void add(Table table, String title, Measured blackhole, Measured collect, Measured riffle) {
        table.row(
                title,
                Table.count(blackhole.eventsPerSecond()),
                Table.count(collect.eventsPerSecond()),
                Table.count(riffle.eventsPerSecond()),
                Table.ratio(riffle.eventsPerSecond(), blackhole.eventsPerSecond()),
                Table.ratio(riffle.eventsPerSecond(), collect.eventsPerSecond()));
    }

    private static String miniBatch(Row row) {
        return row.miniBatch() == null ? "–" : row.miniBatch() ? "on" : "off";
    }

    private Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>();
        rows.forEach(row -> ids.add(row.id()));
        return ids;
    }

    private Optional<Row> row(String id, boolean miniBatch) {
        return rows.stream()
                .filter(row -> row.id().equals(id))
                .filter(row -> row.miniBatch() == null || Objects.equals(row.miniBatch(), miniBatch))
                .findFirst();
    }
}
