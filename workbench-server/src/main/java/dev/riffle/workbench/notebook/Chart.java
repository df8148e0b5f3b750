package dev.riffle.workbench.notebook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a chart cell draws.
 *
 * @param source the SQL cell whose result it shows, null while none is chosen
 * @param statement which result of that cell, from 0; null for its first that has rows
 * @param x column, null for the order of the rows
 * @param y columns, at most 50
 * @param series column whose values split the rows into series, null for none
 */
public record Chart(
        @Nullable CellId source,
        @Nullable Integer statement,
        ChartType type,
        @Nullable String x,
        List<String> y,
        @Nullable String series,
        String title,
        boolean stacked,
        boolean horizontal) {

    static final int MOST_COLUMNS = 50;
    static final int MOST_NAME = 1_000;

    public Chart {
        y = List.copyOf(y);
        if (y.size() > MOST_COLUMNS
                || title.length() > Notebook.MOST_TITLE
                || y.stream().anyMatch(name -> name.length() > MOST_NAME)
                || (x != null && x.length() > MOST_NAME)
                || (series != null && series.length() > MOST_NAME)
                || (statement != null && (statement < 0 || statement > 10_000))) {
            throw new IllegalArgumentException("a chart has at most 50 columns and short names");
        }
    }

    public Chart withSource(@Nullable CellId other) {
        return new Chart(other, statement, type, x, y, series, title, stacked, horizontal);
    }
}
