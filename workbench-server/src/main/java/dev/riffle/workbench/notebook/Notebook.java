package dev.riffle.workbench.notebook;

import dev.riffle.sessions.session.Delivery;
import dev.riffle.sessions.session.RuntimeMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

    public Notebook {
        cells = List.copyOf(cells);
        Set<CellId> ids = new HashSet<>();
        for (Cell cell : cells) {
            if (!ids.add(cell.id())) {
                throw new IllegalArgumentException("two cells have the id " + cell.id());
            }
        }
    }

    public Optional<Cell> cell(CellId wanted) {
        return cells.stream().filter(cell -> cell.id().equals(wanted)).findFirst();
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
