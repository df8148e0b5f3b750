package dev.riffle.sessions.changelog;

import dev.riffle.sessions.tap.FrameFormat;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** Reads the parts of frames, see {@link FrameFormat}, and puts them together. Confined to the reading thread. */
final class FrameReader {

    private final RowDataSerializer serializer;
    private final RowReader rows;
    private List<Change> pending = new ArrayList<>();

    /** Epochs that the newest frame stands on: its own, and those that its instance goes on from. */
    private final Set<Long> told = new HashSet<>();

    private List<Long> ancestors = List.of();
    private long restoredFrom = FrameOrigin.NONE;

    FrameReader(RowType rowType, ZoneId zone) {
        this.serializer = new RowDataSerializer(rowType);
        this.rows = new RowReader(
                rowType.getFields().stream().map(RowType.RowField::getType).toList(), zone);
    }

    /** What the frame holds, null while further parts of it are missing. */
    @Nullable
    ChangeBatch read(byte[] part) throws IOException {
        DataInputDeserializer input = new DataInputDeserializer(part);
        byte version = input.readByte();
        if (version != FrameFormat.VERSION) {
            throw new IOException("The tap on the cluster speaks format " + version + ", this workbench "
                    + FrameFormat.VERSION + ": the cluster has another version of its jar.");
        }
        byte kind = input.readByte();
        long epoch = input.readLong();
        if (kind == FrameFormat.ANNOUNCEMENT) {
            begin(epoch, input);
            return null;
        }
        long sequence = input.readLong();
        int flags = input.readByte();
        FrameOrigin origin = new FrameOrigin(epoch, restoredFrom, sequence, input.readLong(), input.readLong());
        long changes = input.readLong();
        long allRows = input.readLong();
        FrameTimes times = new FrameTimes(input.readLong(), input.readLong());
        int count = input.readInt();
        for (int i = 0; i < count; i++) {
            RowKind changeKind = RowKind.of(input.readByte());
            RowData row = serializer.deserialize(input);
            pending.add(new Change(changeKind, rows.read(row)));
        }
        if ((flags & FrameFormat.MORE) != 0) {
            return null;
        }
        List<Change> complete = pending;
        pending = new ArrayList<>();
        told.add(epoch);
        told.addAll(ancestors);
        return new ChangeBatch(origin, complete, changes, allRows, times, (flags & FrameFormat.LAST) != 0);
    }

    /** Another instance of the tap: it began from nothing, or takes back what the one before it told after a checkpoint. */
    private void begin(long epoch, DataInputDeserializer input) throws IOException {
        // The rest of a frame of an instance that ended never comes.
        pending = new ArrayList<>();
        restoredFrom = FrameOrigin.NONE;
        List<Long> epochs = new ArrayList<>();
        int count = input.readInt();
        for (int i = 0; i < count; i++) {
            long ancestor = input.readLong();
            long checkpoint = input.readLong();
            epochs.add(ancestor);
            if (told.contains(ancestor)) {
                // The newest one that is known here: what came after its checkpoint is taken back.
                restoredFrom = checkpoint;
            }
        }
        ancestors = epochs;
        if (!told.contains(epoch)) {
            told.retainAll(epochs);
        }
    }
}
