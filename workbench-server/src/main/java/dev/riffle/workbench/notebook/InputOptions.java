package dev.riffle.workbench.notebook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an input may be chosen from. */
public sealed interface InputOptions {

    int MOST = 1_000;

    /** @param values 1 to {@link #MOST}, none twice; as the type of the input writes them */
    record Listed(List<String> values) implements InputOptions {

        public Listed {
            values = List.copyOf(values);
        }
    }

    /**
     * The values in a column of a cell's result.
     *
     * @param cell a SQL cell, null while none is chosen
     * @param column may be empty while none is chosen
     */
    record OfQuery(@Nullable CellId cell, String column) implements InputOptions {}
}
