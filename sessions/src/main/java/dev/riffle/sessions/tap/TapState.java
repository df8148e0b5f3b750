package dev.riffle.sessions.tap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What a checkpoint keeps of a tap.
 *
 * @param epoch of the instance that it was taken of
 * @param ancestors of that instance, oldest first
 * @param checkpoint that it belongs to
 * @param sequence of the newest frame in {@code parts} or before them
 * @param changes that the job had made
 * @param allRows that the result had
 * @param parts of frames that the client may not have
 * @param held rows that the view has once it has those frames, as {@link FrameReducer#held} gives them
 */
record TapState(
        long epoch,
        List<Ancestor> ancestors,
        long checkpoint,
        long sequence,
        long changes,
        long allRows,
        List<byte[]> parts,
        List<byte[]> held) {

    byte[] toBytes() throws IOException {
        DataOutputSerializer output = new DataOutputSerializer(1024);
        output.writeLong(epoch);
        output.writeInt(ancestors.size());
        for (Ancestor ancestor : ancestors) {
            output.writeLong(ancestor.epoch());
            output.writeLong(ancestor.checkpoint());
        }
        output.writeLong(checkpoint);
        output.writeLong(sequence);
        output.writeLong(changes);
        output.writeLong(allRows);
        write(output, parts);
        write(output, held);
        return output.getCopyOfBuffer();
    }

    static TapState fromBytes(byte[] bytes) throws IOException {
        DataInputDeserializer input = new DataInputDeserializer(bytes);
        long epoch = input.readLong();
        int count = input.readInt();
        List<Ancestor> ancestors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ancestors.add(new Ancestor(input.readLong(), input.readLong()));
        }
        return new TapState(
                epoch,
                ancestors,
                input.readLong(),
                input.readLong(),
                input.readLong(),
                input.readLong(),
                read(input),
                read(input));
    }

    private static void write(DataOutputSerializer output, List<byte[]> list) throws IOException {
        output.writeInt(list.size());
        for (byte[] bytes : list) {
            output.writeInt(bytes.length);
            output.write(bytes);
        }
    }

    private static List<byte[]> read(DataInputDeserializer input) throws IOException {
        int size = input.readInt();
        List<byte[]> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            byte[] bytes = new byte[input.readInt()];
            input.readFully(bytes);
            list.add(bytes);
        }
        return list;
    }
}
