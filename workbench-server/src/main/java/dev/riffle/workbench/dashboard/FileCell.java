package dev.riffle.workbench.dashboard;

import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.NotebookId;
import org.jspecify.annotations.Nullable;

/**
 * A cell as a file names it.
 *
 * @param notebook null where it is in the same file
 * @param notebookTitle for people; empty where it is not told
 */
public record FileCell(@Nullable NotebookId notebook, String notebookTitle, CellId cell) {}
