package dev.riffle.workbench.file;

import dev.riffle.workbench.dashboard.Dashboard;
import dev.riffle.workbench.notebook.Notebook;
import java.util.List;
import java.util.Optional;

/**
 * What came of a file.
 *
 * @param warnings what could not be taken over, in sentences
 */
public record ImportedDocuments(Optional<Notebook> notebook, List<Dashboard> dashboards, List<String> warnings) {

    public ImportedDocuments {
        dashboards = List.copyOf(dashboards);
        warnings = List.copyOf(warnings);
    }
}
