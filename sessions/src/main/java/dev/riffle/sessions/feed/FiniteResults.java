package dev.riffle.sessions.feed;

import dev.riffle.sessions.changelog.Change;
import dev.riffle.sessions.changelog.ChangeBatch;
import dev.riffle.sessions.changelog.ChangelogMode;
import dev.riffle.sessions.changelog.ColumnTypes;
import dev.riffle.sessions.changelog.FrameOrigin;
import dev.riffle.sessions.changelog.RowKind;
import dev.riffle.sessions.changelog.RowReader;
import dev.riffle.sessions.changelog.Schema;
import dev.riffle.sessions.view.MaterializedView;
import dev.riffle.sessions.view.ViewId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/** Makes a complete view of rows that are known at once: of SHOW, DESCRIBE, EXPLAIN. */
public final class FiniteResults {

    private FiniteResults() {}

    /**
     * A feed whose view holds these rows and never changes.
     *
     * @param shown what becomes of each text in them
     */
    public static ViewFeed of(
            ViewId view,
            ResolvedSchema schema,
            List<RowData> rows,
            ResultOptions options,
            UnaryOperator<String> shown) {
        List<LogicalType> types = schema.getColumnDataTypes().stream()
                .map(type -> type.getLogicalType())
                .toList();
        RowReader reader = new RowReader(types, options.zone());
        MaterializedFeed feed = new MaterializedFeed(
                new MaterializedView(
                        view,
                        new Schema(ColumnTypes.columns(schema), List.of(), ChangelogMode.FINITE, options.zone()),
                        options.bounds()),
                options.frameInterval());
        List<Change> changes = rows.stream()
                .map(row -> new Change(RowKind.INSERT, shown(reader.read(row), shown)))
                .toList();
        feed.apply(new ChangeBatch(FrameOrigin.of(0, 1), changes, changes.size(), changes.size(), null, true));
        return feed;
    }

    private static List<@Nullable Object> shown(List<?> values, UnaryOperator<String> shown) {
        List<@Nullable Object> result = new ArrayList<>(values.size());
        for (Object value : values) {
            if (value instanceof String text) {
                result.add(shown.apply(text));
            } else {
                result.add(value instanceof List<?> inner ? shown(inner, shown) : value);
            }
        }
        return Collections.unmodifiableList(result);
    }
}
