package dev.riffle.workbench.dashboard;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a tile shows. */
public sealed interface TileContent {

    /** The cell that it is made of, if any. */
    Optional<CellReference> reference();

    /** A chart, the result of a SQL cell as a table, or prose. */
    record OfCell(CellReference cell) implements TileContent {

        @Override
        public Optional<CellReference> reference() {
            return Optional.of(cell);
        }
    }

    /**
     * Words of its own.
     *
     * @param text Markdown, in which <code>{{column}}</code> stands for a value of the first row of {@code source}
     * @param source a SQL cell, null where there are no such values
     */
    record Text(String text, @Nullable CellReference source) implements TileContent {

        @Override
        public Optional<CellReference> reference() {
            return Optional.ofNullable(source);
        }
    }
}
