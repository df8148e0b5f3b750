package dev.riffle.workbench.notebook;

import dev.riffle.sessions.session.Delivery;
import dev.riffle.sessions.session.RuntimeMode;
import java.util.List;

/**
 * What a Markdown file says of a notebook.
 *
 * @param warnings what could not be taken over, in sentences
 */
public record MarkdownNotebook(
        String title, RuntimeMode runtimeMode, Delivery delivery, List<Cell> cells, List<String> warnings) {

    public MarkdownNotebook {
        cells = List.copyOf(cells);
        warnings = List.copyOf(warnings);
    }
}
