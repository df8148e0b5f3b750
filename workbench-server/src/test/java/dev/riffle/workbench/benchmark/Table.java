package dev.riffle.workbench.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in Markdown that reads well as plain text too: the first column to the left, figures to the right. */
final class Table {

    private static final String UNKNOWN = "–";

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... columns) {
        rows.add(List.of(columns));
    }

    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    String markdown() {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(3))
                .toArray();
        StringBuilder table = new StringBuilder(line(rows.get(0), widths));
        table.append(IntStream.range(0, widths.length)
                .mapToObj(column -> column == 0 ? "-".repeat(widths[column]) : "-".repeat(widths[column] - 1) + ":")
                .collect(Collectors.joining(" | ", "| ", " |\n")));
        rows.stream().skip(1).forEach(row -> table.append(line(row, widths)));
        return table.toString();
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> {
                    String space = " ".repeat(widths[column] - row.get(column).length());
                    return column == 0 ? row.get(column) + space : space + row.get(column);
                })
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    static String count(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String tenth(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    static String ratio(double above, double below) {
        return below <= 0 ? UNKNOWN : decimal(above / below) + " ×";
    }

    static String megabytes(double bytes) {
        return bytes < 0 ? UNKNOWN : String.format(Locale.ROOT, "%.2f", bytes / 1e6);
    }

    static String millis(Milliseconds.Summary summary) {
        return summary.count() == 0 ? UNKNOWN : summary.median() + " / " + summary.p99() + " / " + summary.longest();
    }
}
