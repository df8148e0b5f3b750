package dev.riffle.workbench.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The soak section of the page. */
final class SoakReport {

    /** Lines of the table over time; the fragment has every look. */
    private static final int LINES = 12;

    private final SoakResults results;

    SoakReport(SoakResults results) {
        this.results = results;
    }

    String markdown() {
        return """
                ## Soak

                A page in headless Chromium with every row of one stream, a grouped aggregate of another and a chart, a viewer
                that reads all, and one that reads slowly. Heaps after a full collection, at a tenth of the time and at its
                end (each the median of three looks).

                """ + ratios().markdown() + "\nOver time:\n\n" + overTime().markdown();
    }

    private Table ratios() {
        Table table = new Table("MB", "at a tenth", "at the end", "end ÷ tenth");
        add(table, "server's heap", SoakResults.Sample::serverHeapBytes);
        add(table, "server, resident", SoakResults.Sample::serverResidentBytes);
        add(table, "browser's heap", SoakResults.Sample::browserHeapBytes);
        return table;
    }

    private void add(Table table, String name, ToDoubleFunction<SoakResults.Sample> figure) {
        double tenth = results.atTenth(figure);
        double end = results.atEnd(figure);
        table.row(name, Table.tenth(tenth / 1e6), Table.tenth(end / 1e6), Table.ratio(end, tenth));
    }

    private Table overTime() {
        Table table = new Table(
                "minute",
                "server's heap MB",
                "server resident MB",
                "browser's heap MB",
                "DOM nodes",
                "rows in the page",
                "messages/s",
                "messages/s, slow viewer");
        List<SoakResults.Sample> samples = results.samples();
        int step = Math.max(1, samples.size() / LINES);
        for (int i = samples.size() % step; i < samples.size(); i += step) {
            SoakResults.Sample sample = samples.get(i);
            table.row(
                    Table.tenth(sample.minute()),
                    Table.tenth(sample.serverHeapBytes() / 1e6),
                    Table.tenth(sample.serverResidentBytes() / 1e6),
                    Table.tenth(sample.browserHeapBytes() / 1e6),
                    Table.count((double) sample.browserNodes()),
                    Table.count((double) sample.rowsShown()),
                    Table.tenth(sample.messagesPerSecond()),
                    Table.tenth(sample.slowMessagesPerSecond()));
        }
        return table;
    }
}
