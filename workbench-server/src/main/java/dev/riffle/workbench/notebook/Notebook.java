package dev.riffle.workbench.notebook;

import dev.riffle.sessions.session.Delivery;
import dev.riffle.sessions.session.Inputs;
import dev.riffle.sessions.session.RuntimeMode;
import dev.riffle.sessions.statement.InputValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A notebook at one revision.
 *
 * @param revision rises by one with every stored edit
 * @param trashedAt when it was moved to the trash, null where it is not there
 */
public record Notebook(
        NotebookId id,
        String title,
        RuntimeMode runtimeMode,
        Delivery delivery,
        long revision,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant trashedAt,
        List<Cell> cells) {

    public static final int MOST_CELLS = 500;
    public static final int MOST_TITLE = 200;
    public static final int MOST_TEXT = 200_000;
    public static final int MOST_INPUTS = 50;

    public Notebook {
        cells = List.copyOf(cells);
        Set<CellId> ids = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Cell cell : cells) {
            if (!ids.add(cell.id())) {
                throw new IllegalArgumentException("two cells have the id " + cell.id());
            }
            if (cell instanceof Cell.InputCell input && !names.add(input.input().name())) {
                throw new IllegalArgumentException(
                        "two inputs have the name " + input.input().name());
            }
        }
    }

    public Optional<Cell> cell(CellId wanted) {
        return cells.stream().filter(cell -> cell.id().equals(wanted)).findFirst();
    }

    /** Its inputs, from top to bottom. */
    public List<Cell.InputCell> inputCells() {
        return cells.stream()
                .filter(Cell.InputCell.class::isInstance)
                .map(Cell.InputCell.class::cast)
                .toList();
    }

    /** What stands in SQL in place of inputs now. */
    public Inputs inputs() {
        Map<String, InputValue> values = new HashMap<>();
        for (Cell.InputCell cell : inputCells()) {
            values.put(cell.input().name(), cell.input().bound(cell.values()));
        }
        return new Inputs(values);
    }

    /** Whether an input in another cell has that name. */
    boolean isNameTaken(String name, CellId but) {
        return inputCells().stream()
                .anyMatch(cell -> cell.input().name().equals(name) && !cell.id().equals(but));
    }

    /** Where the cell stands, -1 where it does not. */
    public int indexOf(CellId wanted) {
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).id().equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** The next revision with these cells. */
    Notebook next(List<Cell> newCells, Instant now) {
        return new Notebook(id, title, runtimeMode, delivery, revision + 1, createdAt, now, trashedAt, newCells);
    }

    Notebook nextWithTitle(String newTitle, Instant now) {
        return new Notebook(id, newTitle, runtimeMode, delivery, revision + 1, createdAt, now, trashedAt, cells);
    }

    Notebook nextWithRuntimeMode(RuntimeMode mode, Instant now) {
        return new Notebook(id, title, mode, delivery, revision + 1, createdAt, now, trashedAt, cells);
    }

    Notebook nextWithDelivery(Delivery newDelivery, Instant now) {
        return new Notebook(id, title, runtimeMode, newDelivery, revision + 1, createdAt, now, trashedAt, cells);
    }

    public Notebook withTrashedAt(@Nullable Instant when) {
        return new Notebook(id, title, runtimeMode, delivery, revision, createdAt, updatedAt, when, cells);
    }

    /** The next revision, in which a text has changed. */
    public Notebook nextWithText(Cell.Text before, String text, long textVersion, Instant now) {
        return nextWithCell(before.withText(text, textVersion), now);
    }

    /** The next revision, in which one cell is replaced by another with the same id. */
    Notebook nextWithCell(Cell cell, Instant now) {
        List<Cell> replaced = new ArrayList<>(cells);
        replaced.set(indexOf(cell.id()), cell);
        return next(replaced, now);
    }
}
