package dev.riffle.workbench.live;

import dev.riffle.workbench.dashboard.CellReference;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.NotebookId;
import java.util.List;

/**
 * An input of a notebook that a dashboard's tiles name.
 *
 * @param values with which the tiles are shown: the notebook's, or a viewer's own
 */
public record DashboardInput(NotebookId notebook, String notebookTitle, Cell.InputCell cell, List<String> values) {

    public DashboardInput {
        values = List.copyOf(values);
    }

    DashboardInput with(List<String> others) {
        return new DashboardInput(notebook, notebookTitle, cell, others);
    }

    public CellReference reference() {
        return new CellReference(notebook, cell.id());
    }
}
