package dev.riffle.sessions.view;

import dev.riffle.sessions.changelog.Change;
import dev.riffle.sessions.changelog.ChangeBatch;
import dev.riffle.sessions.changelog.ChangelogMode;
import dev.riffle.sessions.changelog.FrameOrigin;
import dev.riffle.sessions.changelog.FrameTimes;
import dev.riffle.sessions.changelog.Schema;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a changelog has come to: rows in the order in which they came, each with a stable id. Work per change does not
 * depend on how many rows there are.
 *
 * <p>When the bounds are reached, an append-only result drops its oldest rows, an updating one takes no new rows until
 * there is room, and lets go of a row that has grown too large; {@link ViewTotals} says how many rows the whole result
 * has. A job that goes on from a checkpoint sets the table back to what it was when the checkpoint was taken.
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
    private final UndoLog undo = new UndoLog();
    private @Nullable FrameOrigin newest;
    private @Nullable FrameTimes times;
    private @Nullable Snapshot newestSnapshot;

    /** Of the newest frame that is in the table. */
    private long sequence;

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

    public ViewTotals totals() {
        return totals;
    }

    /** All rows now. Copied once a version, however often it is asked for. */
    public Snapshot snapshot() {
        Snapshot known = newestSnapshot;
        if (known == null || !known.version().equals(version)) {
            known = new Snapshot(id, schema, version, rows.all(), totals, checksum, times);
            newestSnapshot = known;
        }
        return known;
    }

    /**
     * Takes one frame.
     *
     * @return what changed: a snapshot where the result was set back to a checkpoint; null where nothing changed, not
     *     even a count
     */
    public @Nullable ViewUpdate apply(ChangeBatch batch) {
        added = new TreeMap<>();
        updated = new TreeMap<>();
        removed = new TreeSet<>();
        removedBelow = 0;
        half = null;
        boolean setBack = followRestart(batch.origin());
        if (batch.origin().sequence() <= sequence) {
            // Came before the job was set back, and comes again.
            return setBack ? snapshotOfNext() : null;
        }
        undo.begin(batch.origin(), sequence);
        sequence = batch.origin().sequence();
        times = batch.times();
        for (Change change : batch.changes()) {
            apply(change);
        }
        dropHalf();
        receivedChanges += batch.changes().size();
        ViewTotals before = totals;
        long allRows = Math.max(batch.allRows(), rows.size());
        totals = new ViewTotals(rows.size(), allRows, batch.totalChanges(), receivedChanges);
        if (setBack) {
            return snapshotOfNext();
        }
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

    /** Clears the table, or sets it back, where the job began again. Returns whether it was set back. */
    private boolean followRestart(FrameOrigin origin) {
        FrameOrigin before = newest;
        newest = origin;
        if (before == null || before.epoch() == origin.epoch()) {
            return false;
        }
        if (!origin.isRestored()) {
            clear();
            undo.clear();
            sequence = 0;
            return false;
        }
        TreeMap<Long, ViewRow> byId = new TreeMap<>();
        rows.all().forEach(row -> byId.put(row.id(), row));
        sequence = undo.rollBack(origin.restoredFrom(), byId, sequence);
        rebuild(byId);
        return true;
    }

    private void rebuild(SortedMap<Long, ViewRow> byId) {
        rows.clear();
        index.clear();
        heldBytes = 0;
        checksum = 0;
        for (ViewRow row : byId.values()) {
            rows.put(row);
            if (schema.mode() != ChangelogMode.APPEND) {
                index.put(row.values(), row.id());
            }
            heldBytes += RowSize.of(row.values());
            checksum += RowChecksum.of(row.id(), row.values());
        }
    }

    private Snapshot snapshotOfNext() {
        version = version.next();
        totals =
                new ViewTotals(rows.size(), Math.max(totals.allRows(), rows.size()), totals.changes(), receivedChanges);
        return snapshot();
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
        undo.note(row.id(), null);
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
        long grown = RowSize.of(values) - RowSize.of(before.values());
        if (heldBytes + grown > bounds.maxBytes()) {
            remove(rowId);
            return;
        }
        ViewRow row = new ViewRow(rowId, values);
        undo.note(rowId, before);
        rows.put(row);
        index.move(before.values(), row.values(), rowId);
        heldBytes += grown;
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
        undo.noteRemoved(row);
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
