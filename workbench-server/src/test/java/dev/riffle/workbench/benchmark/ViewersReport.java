package dev.riffle.workbench.benchmark;

import java.util.List;

/** The viewers section of the page. */
final class ViewersReport {

    /** With fewer, what a viewer costs is lost in what the server does anyway. */
    private static final int ENOUGH_TO_DIVIDE = 50;

    private final List<ViewersResults.Row> rows;
    private final int results;
    private final int resultRows;

    ViewersReport(List<ViewersResults.Row> rows, int results, int resultRows) {
        this.rows = rows;
        this.results = results;
        this.resultRows = resultRows;
    }

    String markdown() {
        return """
                ## Viewers

                WebSocket viewers of one notebook with %d live results of %d rows, all of which change in every frame. Frames/s
                are those of each result; a message carries what all results have to tell at one moment. Lag: from when the server encoded the
                message's last frame until a viewer had all of it; age: from when the oldest change of that frame reached the
                tap; both median / p99 / longest in ms, over all messages of all viewers.

                """.formatted(results, resultRows) + figures().markdown() + """

                What a viewer costs the server: its processor time, and its memory beyond what the server needs for the fewest
                viewers above (heap after a full collection; resident memory, in which the heap's own growth counts too).
                The last column is the load generator's own use of the same machine.

                """ + costs().markdown();
    }

    private Table figures() {
        Table table = new Table(
                "viewers",
                "frames/s: least",
                "frames/s: median",
                "messages/s a viewer",
                "lag",
                "age",
                "MB/s to all",
                "disconnected");
        for (ViewersResults.Row row : rows) {
            table.row(
                    viewers(row),
                    Table.tenth(row.slowest()),
                    Table.tenth(row.median()),
                    Table.tenth(row.messages() / row.viewers()),
                    Table.millis(row.lag()),
                    Table.millis(row.age()),
                    Table.megabytes(row.bytesPerSecond()),
                    Table.count(row.disconnected()));
        }
        return table;
    }

    private Table costs() {
        Table table = new Table(
                "viewers",
                "cores: server",
                "server's cores a 1,000 viewers",
                "heap MB",
                "heap kB a viewer",
                "resident MB",
                "resident kB a viewer",
                "cores: viewers");
        ViewersResults.Row fewest = rows.get(0);
        for (ViewersResults.Row row : rows) {
            int more = row.viewers() - fewest.viewers();
            boolean enough = more >= ENOUGH_TO_DIVIDE;
            table.row(
                    viewers(row),
                    Table.decimal(row.serverCores()),
                    enough ? Table.decimal((row.serverCores() - fewest.serverCores()) / more * 1_000) : "–",
                    Table.tenth(row.heapBytes() / 1e6),
                    enough ? Table.tenth((row.heapBytes() - fewest.heapBytes()) / 1e3 / more) : "–",
                    Table.tenth(row.residentBytes() / 1e6),
                    enough ? Table.tenth((row.residentBytes() - fewest.residentBytes()) / 1e3 / more) : "–",
                    Table.decimal(row.viewersCores()));
        }
        return table;
    }

    private static String viewers(ViewersResults.Row row) {
        return Table.count(row.viewers()) + (row.frozen() > 0 ? " + " + row.frozen() + " frozen" : "");
    }
}
