package dev.riffle.workbench.dashboard;

import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.NotebookId;

/** A cell of some notebook; either may be gone. */
public record CellReference(NotebookId notebook, CellId cell) {}
