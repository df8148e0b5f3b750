package dev.riffle.sessions.tap;

import java.io.IOException;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/** The frames of rows of two BIGINTs, without a cluster: what a test of another package needs of the tap. */
public final class TapDriver {

    public static final RowType TYPE = RowType.of(new LogicalType[] {new BigIntType(), new BigIntType()});

    private final FrameSequence frames;

    public TapDriver(boolean append, boolean keyed, boolean upserts, boolean committed, long epoch) {
        TapSettings settings = new TapSettings(
                TYPE, keyed ? new int[] {0} : new int[0], append, upserts, 1_000, 1L << 20, 50, committed);
        this.frames = new FrameSequence(settings, epoch, row -> row);
    }

    public void add(RowKind kind, long first, long second) throws IOException {
        if (frames.add(GenericRowData.ofKind(kind, first, second))) {
            frames.changedAt(1);
        }
    }

    public List<byte[]> frame(boolean last) throws IOException {
        return frames.next(last, 2);
    }

    public List<byte[]> begin() throws IOException {
        return frames.begin();
    }

    public byte[] checkpoint(long id, List<byte[]> unacknowledged) throws IOException {
        return frames.snapshot(id, unacknowledged, 3).toBytes();
    }

    public List<byte[]> complete(long id) {
        return frames.complete(id);
    }

    public List<byte[]> release() {
        return frames.release();
    }

    public List<byte[]> restore(byte[] state) throws IOException {
        return frames.restore(TapState.fromBytes(state));
    }
}
