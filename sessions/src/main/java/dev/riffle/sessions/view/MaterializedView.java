package dev.riffle.sessions.view;

import dev.riffle.sessions.changelog.Change;
import dev.riffle.sessions.changelog.ChangeBatch;
import dev.riffle.sessions.changelog.ChangelogMode;
import dev.riffle.sessions.changelog.FrameTimes;
import dev.riffle.sessions.changelog.Schema;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a changelog has come to: rows in the order in which they came, each with a stable id. Work per change does not
 * depend on how many rows there are.
 *
 * <p>When the bounds are reached, an append-only result drops its oldest rows, an updating one takes no new rows until
 * there is room; {@link ViewTotals} says how many rows the whole result has.
 *
 * <p>Not safe for use from several threads; {@link dev.riffle.sessions.feed.MaterializedFeed} guards it.
 */
public final class MaterializedView {

    private final ViewId id;
    private final Schema schema;
    private final ViewBounds bounds;
    private final RowIndex index;
    private final RowTable rows = new RowTable();

    private long nextId = 1;
    private long heldBytes;
    private int checksum;
    private ViewVersion version = ViewVersion.EMPTY;
    private ViewTotals totals = ViewTotals.ZERO;
    private long receivedChanges;
    private boolean epochKnown;
    private long epoch;
    private @Nullable FrameTimes times;

    // What the batch at work has done so far.
    private TreeMap<Long, ViewRow> added = new TreeMap<>();
    private TreeMap<Long, ViewRow> updated = new TreeMap<>();
    private TreeSet<Long> removed = new TreeSet<>();
    private long removedBelow;
    private @Nullable ViewRow half;

    public MaterializedView(ViewId id, Schema schema, ViewBounds bounds) {
        this.id = id;
        this.schema = schema;
        this.bounds = bounds;
        this.index = RowIndex.of(schema);
    }

    public ViewId id() {
        return id;
    }

    public Schema schema() {
        return schema;
    }

    public ViewVersion version() {
        return version;
    }

    /** All rows now. */
    public Snapshot snapshot() {
        return new Snapshot(id, schema, version, rows.all(), totals, checksum, times);
    }

    /**
     * Takes one frame.
     *
     * @return what changed, null where nothing did, not even a count
     */
    public @Nullable Delta apply(ChangeBatch batch) {
        added = new TreeMap<>();
        updated = new TreeMap<>();
        removed = new TreeSet<>();
        removedBelow = 0;
        half = null;
        if (epochKnown && epoch != batch.epoch() && !batch.restored()) {
            clear();
        }
        epochKnown = true;
        epoch = batch.epoch();
        times = batch.times();
        for (Change change : batch.changes()) {
            apply(change);
        }
        dropHalf();
        receivedChanges += batch.changes().size();
        ViewTotals before = totals;
        long allRows = Math.max(batch.allRows(), rows.size());
        totals = new ViewTotals(rows.size(), allRows, batch.totalChanges(), receivedChanges);
        boolean changed = !added.isEmpty() || !updated.isEmpty() || !removed.isEmpty() || removedBelow > 0;
        if (!changed && totals.equals(before)) {
            return null;
        }
        ViewVersion from = version;
        version = version.next();
        return new Delta(
                id,
                from,
                version,
                removedBelow,
                List.copyOf(removed),
                List.copyOf(updated.values()),
                List.copyOf(added.values()),
                totals,
                checksum,
                times);
    }

    private void apply(Change change) {
        List<@Nullable Object> values = change.values();
        switch (change.kind()) {
            case INSERT -> {
                dropHalf();
                Long known = index.isKeyed() ? index.find(values) : null;
                if (known != null) {
                    replace(known, values);
                } else {
                    append(values);
                }
            }
            case UPDATE_BEFORE -> {
                dropHalf();
                if (!index.isKeyed()) {
                    Long found = index.find(values);
                    half = found == null ? null : rows.get(found);
                }
            }
            case UPDATE_AFTER -> {
                ViewRow before = half;
                half = null;
                Long known = before != null ? Long.valueOf(before.id()) : index.isKeyed() ? index.find(values) : null;
                if (known != null) {
                    replace(known, values);
                } else {
                    append(values);
                }
            }
            case DELETE -> {
                dropHalf();
                Long found = index.find(values);
                if (found != null) {
                    remove(found);
                }
            }
        }
    }

    /** A -U whose +U did not come is a deletion. */
    private void dropHalf() {
        ViewRow left = half;
        half = null;
        if (left != null) {
            remove(left.id());
        }
    }

    private void append(List<@Nullable Object> values) {
        long size = RowSize.of(values);
        if (schema.mode() == ChangelogMode.APPEND) {
            while (rows.size() > 0 && (rows.size() >= bounds.maxRows() || heldBytes + size > bounds.maxBytes())) {
                dropOldest();
            }
        } else if (rows.size() >= bounds.maxRows() || heldBytes + size > bounds.maxBytes()) {
            return;
        }
        ViewRow row = new ViewRow(nextId++, values);
        rows.put(row);
        if (schema.mode() != ChangelogMode.APPEND) {
            index.put(row.values(), row.id());
        }
        added.put(row.id(), row);
        heldBytes += size;
        checksum += RowChecksum.of(row.id(), row.values());
    }

    private void replace(long rowId, List<@Nullable Object> values) {
        ViewRow before = rows.get(rowId);
        if (before == null || before.values().equals(values)) {
            return;
        }
        ViewRow row = new ViewRow(rowId, values);
        rows.put(row);
        index.remove(before.values(), rowId);
        index.put(row.values(), rowId);
        heldBytes += RowSize.of(values) - RowSize.of(before.values());
        checksum += RowChecksum.of(rowId, row.values()) - RowChecksum.of(rowId, before.values());
        (added.containsKey(rowId) ? added : updated).put(rowId, row);
    }

    private void remove(long rowId) {
        ViewRow row = forget(rowId);
        index.remove(row.values(), rowId);
        updated.remove(rowId);
        if (added.remove(rowId) == null) {
            removed.add(rowId);
        }
    }

    private void dropOldest() {
        ViewRow oldest = forget(rows.oldestId());
        if (added.remove(oldest.id()) == null) {
            removedBelow = oldest.id() + 1;
        }
    }

    private ViewRow forget(long rowId) {
        ViewRow row = rows.remove(rowId);
        heldBytes -= RowSize.of(row.values());
        checksum -= RowChecksum.of(rowId, row.values());
        return row;
    }

    /** The job began anew: so does the table, with ids that go on rising. */
    private void clear() {
        if (rows.size() > 0) {
            removedBelow = nextId;
        }
        rows.clear();
        index.clear();
        heldBytes = 0;
        checksum = 0;
    }
}
