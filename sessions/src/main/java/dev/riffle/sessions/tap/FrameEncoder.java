package dev.riffle.sessions.tap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/** Makes the bytes of a frame, see {@link FrameFormat}. Confined to the task's thread. */
final class FrameEncoder {

    private final RowDataSerializer serializer;
    private final DataOutputSerializer output = new DataOutputSerializer(4096);

    FrameEncoder(RowType rowType) {
        this.serializer = new RowDataSerializer(rowType);
    }

    /** The net changes of the reducer as the parts of one frame; only the last part lacks {@link FrameFormat#MORE}. */
    List<byte[]> encode(FrameHeader header, FrameReducer reducer) throws IOException {
        PartWriter writer = new PartWriter(header);
        reducer.write(writer, header.last());
        return writer.finish();
    }

    /** What an instance says first. */
    byte[] announcement(long epoch, List<Ancestor> ancestors) throws IOException {
        output.clear();
        output.writeByte(FrameFormat.VERSION);
        output.writeByte(FrameFormat.ANNOUNCEMENT);
        output.writeLong(epoch);
        output.writeInt(ancestors.size());
        for (Ancestor ancestor : ancestors) {
            output.writeLong(ancestor.epoch());
            output.writeLong(ancestor.checkpoint());
        }
        return output.getCopyOfBuffer();
    }

    static boolean isAnnouncement(byte[] part) {
        return part[1] == FrameFormat.ANNOUNCEMENT;
    }

    /** Says in the header of a frame's part that another instance sends it. */
    static void readdress(byte[] part, long epoch) {
        ByteBuffer.wrap(part).putLong(FrameFormat.EPOCH_POSITION, epoch);
    }

    private final class PartWriter implements FrameWriter {

        private final FrameHeader header;
        private final List<byte[]> parts = new ArrayList<>();
        private int count;

        PartWriter(FrameHeader header) throws IOException {
            this.header = header;
            begin();
        }

        private void begin() throws IOException {
            count = 0;
            output.clear();
            output.writeByte(FrameFormat.VERSION);
            output.writeByte(FrameFormat.FRAME);
            output.writeLong(header.epoch());
            output.writeLong(header.sequence());
            output.writeByte(0);
            output.writeLong(header.checkpoint());
            output.writeLong(header.completed());
            output.writeLong(header.changes());
            output.writeLong(header.allRows());
            output.writeLong(header.changedAt());
            output.writeLong(header.emittedAt());
            output.writeInt(0);
        }

        @Override
        public void write(RowKind kind, RowData row) throws IOException {
            if (output.length() >= FrameFormat.PART_BYTES) {
                end(FrameFormat.MORE);
                begin();
            }
            output.writeByte(kind.toByteValue());
            serializer.serialize(row, output);
            count++;
        }

        List<byte[]> finish() {
            end(header.last() ? FrameFormat.LAST : 0);
            return parts;
        }

        private void end(byte flags) {
            byte[] bytes = output.getCopyOfBuffer();
            bytes[FrameFormat.FLAGS_POSITION] = flags;
            ByteBuffer.wrap(bytes).putInt(FrameFormat.COUNT_POSITION, count);
            parts.add(bytes);
        }
    }
}
