package dev.riffle.workbench.live;

import dev.riffle.sessions.session.RunStatus;
import dev.riffle.workbench.dashboard.CellReference;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.Chart;
import dev.riffle.workbench.notebook.Notebook;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a tile shows, as it is now: so that whoever looks at a dashboard needs to know nothing else of the notebook.
 *
 * @param notebookTitle empty where the notebook is gone
 * @param chart of a chart cell
 * @param text of a Markdown cell
 * @param run of the SQL cell whose result is shown; null where it has not run since the server's start
 * @param restart planned for that run
 * @param inputs names of the notebook's inputs that the query itself uses, sorted
 */
public record TileSource(
        CellReference reference,
        String notebookTitle,
        Kind kind,
        @Nullable Chart chart,
        @Nullable String text,
        @Nullable RunStatus run,
        @Nullable Restart restart,
        List<String> inputs) {

    public TileSource {
        inputs = List.copyOf(inputs);
    }

    /** What the cell is. */
    public enum Kind {
        SQL,
        MARKDOWN,
        CHART,
        /** The cell or its notebook was deleted. */
        GONE
    }

    static TileSource gone(CellReference reference, String notebookTitle) {
        return new TileSource(reference, notebookTitle, Kind.GONE, null, null, null, null, List.of());
    }

    /**
     * @param runs the newest run of a cell of this notebook
     * @param restarts planned for a cell of this notebook
     * @param inputs names of those that a SQL cell uses, sorted
     */
    static TileSource of(
            CellReference reference,
            Notebook notebook,
            Function<CellId, @Nullable RunStatus> runs,
            Function<CellId, @Nullable Restart> restarts,
            Function<CellId, List<String>> inputs) {
        Cell cell = notebook.cell(reference.cell()).orElse(null);
        if (cell == null) {
            return gone(reference, notebook.title());
        }
        CellId query = queryOf(cell)
                .filter(named -> notebook.cell(named).orElse(null) instanceof Cell.Sql)
                .orElse(null);
        RunStatus run = query == null ? null : runs.apply(query);
        Restart restart = query == null ? null : restarts.apply(query);
        List<String> used = query == null ? List.of() : inputs.apply(query);
        if (cell instanceof Cell.ChartCell drawn) {
            // A chart of a cell that is gone is one of none.
            Chart chart = drawn.chart().withSource(query);
            return new TileSource(reference, notebook.title(), Kind.CHART, chart, null, run, restart, used);
        }
        if (cell instanceof Cell.Markdown prose) {
            return new TileSource(
                    reference, notebook.title(), Kind.MARKDOWN, null, prose.text(), null, null, List.of());
        }
        return cell instanceof Cell.Sql
                ? new TileSource(reference, notebook.title(), Kind.SQL, null, null, run, restart, used)
                : gone(reference, notebook.title());
    }

    /**
     * The same for a viewer.
     *
     * @param apart the run that they have for themselves; null for that of everybody
     * @param names of the inputs that they are told of
     */
    TileSource asSeenBy(@Nullable RunStatus apart, List<String> names) {
        return apart == null
                ? new TileSource(reference, notebookTitle, kind, chart, text, run, restart, names)
                : new TileSource(reference, notebookTitle, kind, chart, text, apart, null, names);
    }

    /** The SQL cell that must run for this cell to show something. */
    static Optional<CellId> queryOf(Cell cell) {
        if (cell instanceof Cell.ChartCell drawn) {
            return Optional.ofNullable(drawn.chart().source());
        }
        return cell instanceof Cell.Sql ? Optional.of(cell.id()) : Optional.empty();
    }
}
