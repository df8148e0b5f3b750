package dev.riffle.workbench.notebook;

import dev.riffle.sessions.session.Delivery;
import dev.riffle.sessions.session.RuntimeMode;
import dev.riffle.workbench.notebook.EditResult.Applied;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of a notebook's structure, as a value. Text changes are {@link TextChange}s. */
public sealed interface NotebookEdit
        permits NotebookEdit.InsertCell,
                NotebookEdit.DeleteCell,
                NotebookEdit.MoveCell,
                NotebookEdit.SetKind,
                NotebookEdit.SetCollapsed,
                NotebookEdit.SetChart,
                NotebookEdit.SetTitle,
                NotebookEdit.SetRuntimeMode,
                NotebookEdit.SetDelivery,
                InputEdit {

    /** The notebook with this edit, or why not. Neither looks at a clock nor at chance. */
    EditResult applyTo(Notebook notebook, Instant now);

    /** Names the value that this edit replaces, empty where it replaces none; see {@link ChangeLog}. */
    default String replaces() {
        return "";
    }

    /** Whether the value that this edit sets is the notebook's already; false where it replaces none. */
    default boolean agreesWith(Notebook notebook) {
        return false;
    }

    /** The edit as those who have the notebook open are told of it: with what came of it in {@code after}. */
    default NotebookEdit told(Notebook after) {
        return this;
    }

    /** @param after the cell above, null for the top; one that is gone means the end */
    record InsertCell(Cell cell, @Nullable CellId after) implements NotebookEdit {

        @Override
        public EditResult applyTo(Notebook notebook, Instant now) {
            if (notebook.cell(cell.id()).isPresent()) {
                return EditResult.rejected(Rejection.CELL_EXISTS);
            }
            if (notebook.cells().size() >= Notebook.MOST_CELLS) {
                return EditResult.rejected(Rejection.TOO_MANY_CELLS);
            }
            if (cell instanceof Cell.Text text && text.text().length() > Notebook.MOST_TEXT) {
                return EditResult.rejected(Rejection.TOO_LARGE);
            }
            if (cell instanceof Cell.InputCell input) {
                if (notebook.inputCells().size() >= Notebook.MOST_INPUTS) {
                    return EditResult.rejected(Rejection.TOO_MANY_INPUTS);
                }
                if (notebook.isNameTaken(input.input().name(), cell.id())) {
                    return EditResult.rejected(Rejection.NAME_TAKEN);
                }
            }
            List<Cell> cells = new ArrayList<>(notebook.cells());
            cells.add(position(notebook, after), cell);
            return new Applied(notebook.next(cells, now), List.of(), "");
        }
    }

    record DeleteCell(CellId cell) implements NotebookEdit {

        @Override
        public EditResult applyTo(Notebook notebook, Instant now) {
            if (notebook.cell(cell).isEmpty()) {
                return EditResult.rejected(Rejection.CELL_GONE);
            }
            List<Cell> cells = new ArrayList<>(notebook.cells());
            cells.remove(notebook.indexOf(cell));
            return new Applied(notebook.next(cells, now), List.of(new Effect.ForgetCell(cell)), "");
        }
    }

    record MoveCell(CellId cell, @Nullable CellId after) implements NotebookEdit {

        @Override
        public EditResult applyTo(Notebook notebook, Instant now) {
            Cell moved = notebook.cell(cell).orElse(null);
            if (moved == null) {
                return EditResult.rejected(Rejection.CELL_GONE);
            }
            if (cell.equals(after)) {
                return EditResult.rejected(Rejection.INVALID);
            }
            List<Cell> cells = new ArrayList<>(notebook.cells());
            cells.remove(moved);
            int position = after == null ? 0 : cells.size();
            for (int i = 0; i < cells.size(); i++) {
                if (cells.get(i).id().equals(after)) {
                    position = i + 1;
                }
            }
            cells.add(position, moved);
            return new Applied(notebook.next(cells, now), List.of(), "");
        }
    }

    /** Makes prose of SQL or the other way round; the text stays. */
    record SetKind(CellId cell, boolean sql) implements NotebookEdit {

        @Override
        public EditResult applyTo(Notebook notebook, Instant now) {
            Cell before = notebook.cell(cell).orElse(null);
            if (before == null) {
                return EditResult.rejected(Rejection.CELL_GONE);
            }
            if (!(before instanceof Cell.Text text)) {
                return EditResult.rejected(Rejection.INVALID);
            }
            Cell after = sql
                    ? new Cell.Sql(cell, text.collapsed(), text.text(), text.textVersion())
                    : new Cell.Markdown(cell, text.collapsed(), text.text(), text.textVersion());
            List<Effect> effects =
                    before instanceof Cell.Sql && !sql ? List.of(new Effect.ForgetCell(cell)) : List.of();
            return new Applied(notebook.nextWithCell(after, now), effects, replaces());
        }

        @Override
        public String replaces() {
            return "kind " + cell;
        }

        @Override
        public boolean agreesWith(Notebook notebook) {
            Cell now = notebook.cell(cell).orElse(null);
            return sql ? now instanceof Cell.Sql : now instanceof Cell.Markdown;
        }
    }

    record SetCollapsed(CellId cell, boolean collapsed) implements NotebookEdit {

        @Override
        public EditResult applyTo(Notebook notebook, Instant now) {
            Cell before = notebook.cell(cell).orElse(null);
            return before == null
                    ? EditResult.rejected(Rejection.CELL_GONE)
                    : new Applied(notebook.nextWithCell(before.withCollapsed(collapsed), now), List.of(), "");
        }
    }

    record SetChart(CellId cell, Chart chart) implements NotebookEdit {

        @Override
        public EditResult applyTo(Notebook notebook, Instant now) {
            Cell before = notebook.cell(cell).orElse(null);
            if (before == null) {
                return EditResult.rejected(Rejection.CELL_GONE);
            }
            if (!(before instanceof Cell.ChartCell)) {
                return EditResult.rejected(Rejection.INVALID);
            }
            Cell after = new Cell.ChartCell(cell, before.collapsed(), chart);
            return new Applied(notebook.nextWithCell(after, now), List.of(), replaces());
        }

        @Override
        public String replaces() {
            return "chart " + cell;
        }

        @Override
        public boolean agreesWith(Notebook notebook) {
            return notebook.cell(cell).orElse(null) instanceof Cell.ChartCell now
                    && now.chart().equals(chart);
        }
    }

    record SetTitle(String title) implements NotebookEdit {

        @Override
        public EditResult applyTo(Notebook notebook, Instant now) {
            return title.length() > Notebook.MOST_TITLE
                    ? EditResult.rejected(Rejection.TOO_LARGE)
                    : new Applied(notebook.nextWithTitle(title, now), List.of(), replaces());
        }

        @Override
        public String replaces() {
            return "title";
        }

        @Override
        public boolean agreesWith(Notebook notebook) {
            return notebook.title().equals(title);
        }
    }

    record SetRuntimeMode(RuntimeMode mode) implements NotebookEdit {

        @Override
        public EditResult applyTo(Notebook notebook, Instant now) {
            return new Applied(
                    notebook.nextWithRuntimeMode(mode, now), List.of(new Effect.ChangeRuntimeMode(mode)), replaces());
        }

        @Override
        public String replaces() {
            return "runtime mode";
        }

        @Override
        public boolean agreesWith(Notebook notebook) {
            return notebook.runtimeMode() == mode;
        }
    }

    record SetDelivery(Delivery delivery) implements NotebookEdit {

        @Override
        public EditResult applyTo(Notebook notebook, Instant now) {
            return new Applied(
                    notebook.nextWithDelivery(delivery, now), List.of(new Effect.ChangeDelivery(delivery)), replaces());
        }

        @Override
        public String replaces() {
            return "delivery";
        }

        @Override
        public boolean agreesWith(Notebook notebook) {
            return notebook.delivery() == delivery;
        }
    }

    private static int position(Notebook notebook, @Nullable CellId after) {
        if (after == null) {
            return 0;
        }
        int index = notebook.indexOf(after);
        return index < 0 ? notebook.cells().size() : index + 1;
    }
}
