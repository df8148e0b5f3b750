package dev.riffle.sessions.view;

import dev.riffle.sessions.changelog.FrameTimes;
import dev.riffle.sessions.changelog.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a view at one version.
 *
 * @param rows ascending by id
 * @param checksum of all rows, see {@link RowChecksum}
 */
public record Snapshot(
        ViewId view,
        Schema schema,
        ViewVersion version,
        List<ViewRow> rows,
        ViewTotals totals,
        int checksum,
        @Nullable FrameTimes times)
        implements ViewUpdate {

    public Snapshot {
        // Those of a table do not change any more, and need no copy.
        rows = rows instanceof RowList ? rows : List.copyOf(rows);
    }

    @Override
    public int size() {
        return rows.size();
    }
}
