package dev.riffle.workbench.notebook;

import dev.riffle.workbench.notebook.EditResult.Applied;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of an input. */
public sealed interface InputEdit extends NotebookEdit {

    /** @param values that it has from then on; null for those that it has, where they fit, else its default */
    record SetInput(CellId cell, Input input, @Nullable List<String> values) implements InputEdit {

        public SetInput {
            values = values == null ? null : List.copyOf(values);
        }

        @Override
        public EditResult applyTo(Notebook notebook, Instant now) {
            Cell there = notebook.cell(cell).orElse(null);
            if (there == null) {
                return EditResult.rejected(Rejection.CELL_GONE);
            }
            if (!(there instanceof Cell.InputCell before)) {
                return EditResult.rejected(Rejection.INVALID);
            }
            if (notebook.isNameTaken(input.name(), cell)) {
                return EditResult.rejected(Rejection.NAME_TAKEN);
            }
            Input.Checked wanted = input.check(values == null ? before.values() : values);
            if (values != null && wanted.problem() != null) {
                return EditResult.rejected(Rejection.VALUE_INVALID, wanted.problem());
            }
            List<String> next = wanted.problem() == null ? wanted.values() : input.initial();
            Cell.InputCell after = new Cell.InputCell(cell, before.collapsed(), input, next);
            boolean binds = input.name().equals(before.input().name())
                    && !(input.bindsAs(before.input()) && next.equals(before.values()));
            return new Applied(
                    notebook.nextWithCell(after, now),
                    binds ? List.of(new Effect.ChangeInput(input.name())) : List.of(),
                    replaces());
        }

        @Override
        public String replaces() {
            return "input " + cell;
        }

        @Override
        public boolean agreesWith(Notebook notebook) {
            return notebook.cell(cell).orElse(null) instanceof Cell.InputCell now
                    && now.input().equals(input);
        }

        @Override
        public NotebookEdit told(Notebook after) {
            return after.cell(cell).orElse(null) instanceof Cell.InputCell now
                    ? new SetInput(cell, now.input(), now.values())
                    : this;
        }
    }

    /** A value is looked at, not written: the last one holds, whatever came in between. */
    record SetInputValue(CellId cell, List<String> values) implements InputEdit {

        public SetInputValue {
            values = List.copyOf(values);
        }

        @Override
        public EditResult applyTo(Notebook notebook, Instant now) {
            Cell there = notebook.cell(cell).orElse(null);
            if (there == null) {
                return EditResult.rejected(Rejection.CELL_GONE);
            }
            if (!(there instanceof Cell.InputCell before)) {
                return EditResult.rejected(Rejection.INVALID);
            }
            Input.Checked checked = before.input().check(values);
            if (checked.problem() != null) {
                return EditResult.rejected(Rejection.VALUE_INVALID, checked.problem());
            }
            Cell after = new Cell.InputCell(cell, before.collapsed(), before.input(), checked.values());
            boolean same = checked.values().equals(before.values());
            return new Applied(
                    notebook.nextWithCell(after, now),
                    same
                            ? List.of()
                            : List.of(new Effect.ChangeInput(before.input().name())),
                    "");
        }

        @Override
        public NotebookEdit told(Notebook after) {
            return after.cell(cell).orElse(null) instanceof Cell.InputCell now
                    ? new SetInputValue(cell, now.values())
                    : this;
        }
    }
}
