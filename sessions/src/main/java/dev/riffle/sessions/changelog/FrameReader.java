package dev.riffle.sessions.changelog;

import dev.riffle.sessions.tap.FrameFormat;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
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
    private long pendingEpoch;

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
        long epoch = input.readLong();
        int flags = input.readByte();
        long changes = input.readLong();
        long allRows = input.readLong();
        long changedAt = input.readLong();
        long emittedAt = input.readLong();
        int count = input.readInt();
        if (epoch != pendingEpoch) {
            // The rest of a frame of an attempt that ended never comes.
            pending = new ArrayList<>();
            pendingEpoch = epoch;
        }
        for (int i = 0; i < count; i++) {
            RowKind kind = RowKind.of(input.readByte());
            RowData row = serializer.deserialize(input);
            pending.add(new Change(kind, rows.read(row)));
        }
        if ((flags & FrameFormat.MORE) != 0) {
            return null;
        }
        List<Change> complete = pending;
        pending = new ArrayList<>();
        return new ChangeBatch(
                epoch,
                (flags & FrameFormat.RESTORED) != 0,
                complete,
                changes,
                allRows,
                new FrameTimes(changedAt, emittedAt),
                (flags & FrameFormat.LAST) != 0);
    }
}
