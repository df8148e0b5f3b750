package dev.riffle.workbench.notebook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cells of one notebook for another. */
public final class CellCopies {

    private CellCopies() {}

    /** The cells with ids of their own, charts and inputs pointing where they pointed; inputs have the values that they have at first. */
    public static List<Cell> of(List<Cell> cells) {
        return of(cells, newIds(cells));
    }

    /** An id of its own for the copy of each cell. */
    public static Map<CellId, CellId> newIds(List<Cell> cells) {
        Map<CellId, CellId> ids = new HashMap<>();
        cells.forEach(cell -> ids.put(cell.id(), new CellId(UUID.randomUUID().toString())));
        return ids;
    }

    /** The cells with these ids, charts pointing where they pointed. */
    public static List<Cell> of(List<Cell> cells, Map<CellId, CellId> ids) {
        List<Cell> copies = new ArrayList<>();
        for (Cell cell : cells) {
            CellId id = ids.getOrDefault(cell.id(), cell.id());
            if (cell instanceof Cell.Sql sql) {
                copies.add(new Cell.Sql(id, sql.collapsed(), sql.text(), 0));
            } else if (cell instanceof Cell.Markdown markdown) {
                copies.add(new Cell.Markdown(id, markdown.collapsed(), markdown.text(), 0));
            } else if (cell instanceof Cell.ChartCell chart) {
                copies.add(new Cell.ChartCell(id, chart.collapsed(), pointed(chart.chart(), ids)));
            } else if (cell instanceof Cell.InputCell input) {
                copies.add(Cell.InputCell.of(id, input.collapsed(), pointed(input.input(), ids)));
            }
        }
        return copies;
    }

    private static Input pointed(Input input, Map<CellId, CellId> ids) {
        if (!(input.options() instanceof InputOptions.OfQuery query) || query.cell() == null) {
            return input;
        }
        return input.withOptions(new InputOptions.OfQuery(ids.get(query.cell()), query.column()));
    }

    private static Chart pointed(Chart chart, Map<CellId, CellId> ids) {
        @Nullable CellId source = chart.source();
        return new Chart(
                source == null ? null : ids.get(source),
                chart.statement(),
                chart.type(),
                chart.x(),
                chart.y(),
                chart.series(),
                chart.title(),
                chart.stacked(),
                chart.horizontal());
    }
}
