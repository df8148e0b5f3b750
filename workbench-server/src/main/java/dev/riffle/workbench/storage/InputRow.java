package dev.riffle.workbench.storage;

import dev.riffle.sessions.statement.InputType;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.Input;
import dev.riffle.workbench.notebook.InputChoice;
import dev.riffle.workbench.notebook.InputOptions;
import dev.riffle.workbench.notebook.InputWidget;
import dev.riffle.workbench.notebook.NotebookId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What of the table {@code cell} is of inputs. */
final class InputRow {

    private static final String UPDATE = """
            UPDATE cell SET input_name = ?, input_label = ?, input_type = ?, input_choice = ?, input_options = ?,
              input_source = ?, input_column = ?, input_initial = ?, input_widget = ?, input_minimum = ?, input_maximum = ?,
              input_step = ?, input_viewers_may_change = ?, input_values = ?
            WHERE notebook_id = ? AND id = ?
            """;

    private InputRow() {}

    /** Completes a row that is there. */
    static void write(Handle handle, NotebookId notebook, Cell.InputCell cell) {
        Input input = cell.input();
        InputOptions options = input.options();
        InputOptions.OfQuery query = options instanceof InputOptions.OfQuery ofQuery ? ofQuery : null;
        @Nullable CellId source = query == null ? null : query.cell();
        handle.execute(
                UPDATE,
                input.name(),
                input.label(),
                input.type().name(),
                input.choice().name(),
                options instanceof InputOptions.Listed listed ? listed.values().toArray(new String[0]) : null,
                source == null ? null : source.value(),
                query == null ? null : query.column(),
                input.initial().toArray(new String[0]),
                input.widget().name(),
                input.minimum(),
                input.maximum(),
                input.step(),
                input.viewersMayChange(),
                cell.values().toArray(new String[0]),
                notebook.value(),
                cell.id().value());
    }

    static Cell.InputCell read(ResultSet row, CellId id, boolean collapsed) throws SQLException {
        Input input = new Input(
                row.getString("input_name"),
                row.getString("input_label"),
                InputType.valueOf(row.getString("input_type")),
                InputChoice.valueOf(row.getString("input_choice")),
                options(row),
                TextArrays.read(row.getArray("input_initial")),
                InputWidget.valueOf(row.getString("input_widget")),
                row.getString("input_minimum"),
                row.getString("input_maximum"),
                row.getString("input_step"),
                row.getBoolean("input_viewers_may_change"));
        return new Cell.InputCell(id, collapsed, input, TextArrays.read(row.getArray("input_values")));
    }

    private static @Nullable InputOptions options(ResultSet row) throws SQLException {
        @Nullable String column = row.getString("input_column");
        if (column != null) {
            @Nullable String source = row.getString("input_source");
            return new InputOptions.OfQuery(source == null ? null : new CellId(source), column);
        }
        @Nullable Array listed = row.getArray("input_options");
        return listed == null ? null : new InputOptions.Listed(TextArrays.read(listed));
    }
}
