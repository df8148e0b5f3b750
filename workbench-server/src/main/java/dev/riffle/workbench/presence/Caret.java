package dev.riffle.workbench.presence;

import dev.riffle.workbench.notebook.Notebook;

/**
 * Where somebody writes in the text of a cell, with what is selected there.
 *
 * @param version of the text that the places are of
 * @param anchor where the selection began, in UTF-16 units
 * @param head where it ends: there the caret stands
 */
public record Caret(long version, int anchor, int head) {

    public Caret {
        if (version < 0 || anchor < 0 || head < 0 || anchor > Notebook.MOST_TEXT || head > Notebook.MOST_TEXT) {
            throw new IllegalArgumentException("a caret stands within a text");
        }
    }
}
