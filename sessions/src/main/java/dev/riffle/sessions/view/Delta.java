package dev.riffle.sessions.view;

import dev.riffle.sessions.changelog.FrameTimes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two versions of a view. To apply: drop every row whose id is below {@code removedBelow}, drop
 * {@code removed}, replace {@code updated} by id, append {@code added}.
 *
 * @param removedBelow rows with a smaller id are gone; 0 where none is
 * @param removed ids of rows that are gone, ascending, none below {@code removedBelow}
 * @param updated rows that were there before, with their new values, ascending by id
 * @param added new rows, ascending by id, each id above all earlier ones
 * @param checksum of all rows at {@code to}
 */
public record Delta(
        ViewId view,
        ViewVersion from,
        ViewVersion to,
        long removedBelow,
        List<Long> removed,
        List<ViewRow> updated,
        List<ViewRow> added,
        ViewTotals totals,
        int checksum,
        @Nullable FrameTimes times)
        implements ViewUpdate {

    public Delta {
        removed = List.copyOf(removed);
        updated = List.copyOf(updated);
        added = List.copyOf(added);
        if (from.compareTo(to) >= 0) {
            throw new IllegalArgumentException("a delta leads to a higher version");
        }
    }

    @Override
    public int size() {
        return removed.size() + updated.size() + added.size();
    }

    /** Estimated size of its values in memory. */
    public long bytes() {
        long bytes = 0;
        for (ViewRow row : updated) {
            bytes += RowSize.of(row.values());
        }
        for (ViewRow row : added) {
            bytes += RowSize.of(row.values());
        }
        return bytes;
    }

    @Override
    public ViewVersion version() {
        return to;
    }
}
