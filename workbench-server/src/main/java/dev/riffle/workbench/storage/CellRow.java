package dev.riffle.workbench.storage;

import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.Chart;
import dev.riffle.workbench.notebook.ChartType;
import dev.riffle.workbench.notebook.NotebookId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Cells as rows of the table {@code cell}. */
final class CellRow {

    private static final String UPSERT = """
            MERGE INTO cell (notebook_id, id, position, kind, collapsed, text, text_version, chart_source, chart_statement,
              chart_type, chart_x, chart_y, chart_series, chart_title, chart_stacked, chart_horizontal)
            KEY (notebook_id, id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private CellRow() {}

    static void write(Handle handle, NotebookId notebook, Cell cell, int position) {
        String kind;
        @Nullable String text = null;
        @Nullable Long version = null;
        @Nullable Chart chart = null;
        if (cell instanceof Cell.Sql sql) {
            kind = "sql";
            text = sql.text();
            version = sql.textVersion();
        } else if (cell instanceof Cell.Markdown markdown) {
            kind = "markdown";
            text = markdown.text();
            version = markdown.textVersion();
        } else if (cell instanceof Cell.InputCell) {
            kind = "input";
        } else {
            kind = "chart";
            chart = ((Cell.ChartCell) cell).chart();
        }
        @Nullable CellId source = chart == null ? null : chart.source();
        handle.execute(
                UPSERT,
                notebook.value(),
                cell.id().value(),
                position,
                kind,
                cell.collapsed(),
                text,
                version,
                source == null ? null : source.value(),
                chart == null ? null : chart.statement(),
                chart == null ? null : chart.type().name(),
                chart == null ? null : chart.x(),
                chart == null ? null : chart.y().toArray(new String[0]),
                chart == null ? null : chart.series(),
                chart == null ? null : chart.title(),
                chart == null ? null : chart.stacked(),
                chart == null ? null : chart.horizontal());
        if (cell instanceof Cell.InputCell input) {
            InputRow.write(handle, notebook, input);
        }
    }

    static Cell read(ResultSet row) throws SQLException {
        CellId id = new CellId(row.getString("id"));
        boolean collapsed = row.getBoolean("collapsed");
        return switch (row.getString("kind")) {
            case "sql" -> new Cell.Sql(id, collapsed, row.getString("text"), row.getLong("text_version"));
            case "markdown" -> new Cell.Markdown(id, collapsed, row.getString("text"), row.getLong("text_version"));
            case "input" -> InputRow.read(row, id, collapsed);
            default -> new Cell.ChartCell(id, collapsed, chart(row));
        };
    }

    private static Chart chart(ResultSet row) throws SQLException {
        List<String> y = new ArrayList<>();
        Array array = row.getArray("chart_y");
        for (Object name : (Object[]) array.getArray()) {
            y.add((String) name);
        }
        String source = row.getString("chart_source");
        int statement = row.getInt("chart_statement");
        @Nullable Integer chosen = row.wasNull() ? null : Integer.valueOf(statement);
        return new Chart(
                source == null ? null : new CellId(source),
                chosen,
                ChartType.valueOf(row.getString("chart_type")),
                row.getString("chart_x"),
                y,
                row.getString("chart_series"),
                row.getString("chart_title"),
                row.getBoolean("chart_stacked"),
                row.getBoolean("chart_horizontal"));
    }
}
