package dev.riffle.sessions.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a view.
 *
 * @param id stable for as long as the row is in the view; rises with each new row, so ascending ids are the order in
 *     which rows came; below 2^53
 * @param values one per column, as {@link dev.riffle.sessions.changelog} describes; unmodifiable, as those of a change are
 *     (a copy of every row in a frame of thousands would cost as much as applying it)
 */
public record ViewRow(long id, List<@Nullable Object> values) {}
