package dev.riffle.workbench.live;

import dev.riffle.workbench.access.Role;
import dev.riffle.workbench.dashboard.CellReference;
import dev.riffle.workbench.notebook.Cell;
import dev.riffle.workbench.notebook.NotebookId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An input of a notebook that a dashboard's tiles name.
 *
 * @param values with which the tiles are shown: the notebook's, or a viewer's own
 * @param scope whom a change by whoever is told of it concerns
 */
public record DashboardInput(
        NotebookId notebook, String notebookTitle, Cell.InputCell cell, List<String> values, InputScope scope) {

    public DashboardInput {
        values = List.copyOf(values);
    }

    /** As it is, for nobody in particular. */
    static DashboardInput of(NotebookId notebook, String notebookTitle, Cell.InputCell cell) {
        return new DashboardInput(notebook, notebookTitle, cell, cell.values(), InputScope.NONE);
    }

    DashboardInput with(List<String> others) {
        return new DashboardInput(notebook, notebookTitle, cell, others, scope);
    }

    /**
     * As whoever has that role in the input's notebook knows it; empty where they are not told of it.
     *
     * @param role null for whoever has none there, or came by a share link
     */
    public Optional<DashboardInput> knownWith(@Nullable Role role) {
        return InputScope.of(cell.input(), role).map(this::within);
    }

    DashboardInput within(InputScope other) {
        return new DashboardInput(notebook, notebookTitle, cell, values, other);
    }

    public CellReference reference() {
        return new CellReference(notebook, cell.id());
    }
}
