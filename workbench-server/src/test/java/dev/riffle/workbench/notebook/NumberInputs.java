package dev.riffle.workbench.notebook;

import dev.riffle.sessions.statement.InputType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inputs of tests that are numbers, chosen freely. */
public final class NumberInputs {

    private NumberInputs() {}

    /** One that viewers may change, 1 at first. */
    public static Input openToViewers(String name) {
        return of(name, "1", null, null, true);
    }

    static Input of(
            String name, String initial, @Nullable String minimum, @Nullable String maximum, boolean viewersMayChange) {
        return new Input(
                name,
                "",
                InputType.NUMBER,
                InputChoice.FREE,
                null,
                List.of(initial),
                InputWidget.FIELD,
                minimum,
                maximum,
                null,
                viewersMayChange);
    }
}
