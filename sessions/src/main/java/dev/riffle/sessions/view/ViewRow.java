package dev.riffle.sessions.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a view.
 *
 * @param id stable for as long as the row is in the view; rises with each new row, so ascending ids are the order in
 *     which rows came; below 2^53
 * @param values one per column, as {@link dev.riffle.sessions.changelog} describes
 */
public record ViewRow(long id, List<@Nullable Object> values) {

    public ViewRow {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
