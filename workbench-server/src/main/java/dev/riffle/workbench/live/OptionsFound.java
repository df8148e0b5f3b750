package dev.riffle.workbench.live;

import dev.riffle.sessions.feed.ViewFeed;
import dev.riffle.sessions.session.RunStatus;
import dev.riffle.sessions.session.StatementRun;
import dev.riffle.sessions.statement.InputType;
import dev.riffle.sessions.view.Snapshot;
import dev.riffle.sessions.view.ViewRow;
import dev.riffle.workbench.notebook.CellId;
import dev.riffle.workbench.notebook.Input;
import dev.riffle.workbench.notebook.InputOptions;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What an input may be chosen from now. */
public sealed interface OptionsFound {

    /** @param more whether there are more than these */
    record Options(List<String> options, boolean more) implements OptionsFound {

        public Options {
            options = List.copyOf(options);
        }
    }

    /** @param message what to do about it */
    record Unavailable(String message) implements OptionsFound {}

    /** There is no such input. */
    record Gone() implements OptionsFound {}

    /** @param runs the newest run of each cell */
    static OptionsFound of(Input input, List<RunStatus> runs) {
        InputOptions options = input.options();
        if (options instanceof InputOptions.Listed listed) {
            return new Options(listed.values(), false);
        }
        return options instanceof InputOptions.OfQuery query
                ? of(query, input.type(), runs)
                : new Unavailable("This input is not chosen from a list.");
    }

    private static OptionsFound of(InputOptions.OfQuery query, InputType type, List<RunStatus> runs) {
        CellId cell = query.cell();
        if (cell == null) {
            return new Unavailable("Choose the cell whose result has the options.");
        }
        List<ViewFeed> results = runs.stream()
                .filter(run -> run.owner().equals(cell.value()))
                .flatMap(run -> run.statements().stream())
                .map(StatementRun::result)
                .filter(Objects::nonNull)
                .toList();
        if (results.isEmpty()) {
            return new Unavailable("The cell that has the options has no result now: run it.");
        }
        for (ViewFeed result : results) {
            Snapshot snapshot = result.snapshot();
            int columns = snapshot.schema().columns().size();
            for (int column = 0; column < columns; column++) {
                if (snapshot.schema().columns().get(column).name().equals(query.column())) {
                    return distinct(snapshot, column, type);
                }
            }
        }
        return new Unavailable("The result has no column \"" + query.column() + "\".");
    }

    private static Options distinct(Snapshot snapshot, int column, InputType type) {
        Set<String> values = new HashSet<>();
        for (ViewRow row : snapshot.rows()) {
            Object value = row.values().get(column);
            if (value != null) {
                type.canonical(Input.written(value)).ifPresent(values::add);
            }
        }
        Comparator<String> order =
                type == InputType.NUMBER ? Comparator.comparing(BigDecimal::new) : Comparator.naturalOrder();
        List<String> first =
                values.stream().sorted(order).limit(InputOptions.MOST).toList();
        boolean all = values.size() == first.size()
                && snapshot.totals().allRows() <= snapshot.totals().heldRows();
        return new Options(first, !all);
    }
}
