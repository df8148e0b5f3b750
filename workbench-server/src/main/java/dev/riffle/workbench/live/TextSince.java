package dev.riffle.workbench.live;

import dev.riffle.workbench.notebook.TextUpdate;
import java.util.List;

/** What followed a version of a text. */
public sealed interface TextSince {

    /** @param version of the text before the updates */
    record Updates(long version, long revision, List<TextUpdate> updates) implements TextSince {}

    /** The updates are not remembered: the whole text instead. */
    record Whole(long version, String text) implements TextSince {}

    record CellGone() implements TextSince {}
}
