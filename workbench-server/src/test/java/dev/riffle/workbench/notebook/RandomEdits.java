package dev.riffle.workbench.notebook;

import dev.riffle.sessions.session.Delivery;
import dev.riffle.sessions.session.RuntimeMode;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Edits of every kind, on cells that are there and on cells that are not. */
public final class RandomEdits {

    private final Random random;
    private int made;

    public RandomEdits(long seed) {
        this.random = new Random(seed);
    }

    public NotebookEdit next(Notebook notebook) {
        CellId cell = any(notebook);
        return switch (random.nextInt(11)) {
            case 0, 1 -> new NotebookEdit.InsertCell(cell(), random.nextBoolean() ? null : any(notebook));
            case 2 -> new NotebookEdit.DeleteCell(cell);
            case 3 -> new NotebookEdit.MoveCell(cell, random.nextInt(4) == 0 ? null : any(notebook));
            case 4 -> new NotebookEdit.SetKind(cell, random.nextBoolean());
            case 5 -> new NotebookEdit.SetCollapsed(cell, random.nextBoolean());
            case 6 ->
                random.nextBoolean()
                        ? new NotebookEdit.SetTitle("Title " + made++)
                        : new NotebookEdit.SetRuntimeMode(
                                random.nextBoolean() ? RuntimeMode.BATCH : RuntimeMode.STREAMING);
            case 7 -> new NotebookEdit.SetDelivery(random.nextBoolean() ? Delivery.COMMITTED : Delivery.LIVE);
            case 8 -> new InputEdit.SetInput(cell, input(cell), null);
            case 9 ->
                notebook.cell(cell).orElse(null) instanceof Cell.InputCell there
                        ? new InputEdit.SetInputValue(cell, RandomInputs.values(random, there.input()))
                        : new InputEdit.SetInputValue(cell, List.of());
            default -> new NotebookEdit.SetChart(cell, chart(cell));
        };
    }

    /** A change that fits a text of that length. */
    public TextChange change(int length) {
        int from = random.nextInt(length + 1);
        int to = from + random.nextInt(length - from + 1);
        String insert = random.nextBoolean() ? "" : "é" + made++;
        return new TextChange(List.of(
                new TextChange.Part(from, null),
                new TextChange.Part(to - from, insert),
                new TextChange.Part(length - to, null)));
    }

    private CellId any(Notebook notebook) {
        List<Cell> cells = notebook.cells();
        return cells.isEmpty() || random.nextInt(10) == 0
                ? new CellId("gone")
                : cells.get(random.nextInt(cells.size())).id();
    }

    private Cell cell() {
        CellId id = new CellId("c" + made++);
        return switch (random.nextInt(4)) {
            case 0 -> new Cell.Sql(id, false, "SELECT " + made, 0);
            case 1 -> new Cell.Markdown(id, random.nextBoolean(), "", 0);
            case 2 -> Cell.InputCell.of(id, random.nextBoolean(), input(id));
            default -> new Cell.ChartCell(id, false, chart(null));
        };
    }

    /** Some have the name of another. */
    private Input input(CellId source) {
        return RandomInputs.next(random, "i" + random.nextInt(30), source);
    }

    private Chart chart(@Nullable CellId source) {
        return new Chart(source, null, ChartType.BAR, "x" + made, List.of("a", "b"), null, "", true, false);
    }
}
