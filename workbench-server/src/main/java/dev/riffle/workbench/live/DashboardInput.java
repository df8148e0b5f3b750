package dev.riffle.workbench.live;

import dev.riffle.workbench.dashboard.CellReference;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.NotebookId;

/** An input of a notebook that a dashboard's tiles name. */
public record DashboardInput(NotebookId notebook, String notebookTitle, Cell.InputCell cell) {

    public CellReference reference() {
        return new CellReference(notebook, cell.id());
    }
}
