package dev.riffle.workbench.presence;

import dev.riffle.workbench.notebook.CellId;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody is in a document.
 *
 * @param cell that they chose, null for none
 * @param caret in its text, null where they don't edit it
 */
public record Whereabouts(@Nullable CellId cell, @Nullable Caret caret) {

    public static final Whereabouts NOWHERE = new Whereabouts(null, null);

    public Whereabouts {
        if (cell == null && caret != null) {
            throw new IllegalArgumentException("a caret is in a cell");
        }
    }
}
