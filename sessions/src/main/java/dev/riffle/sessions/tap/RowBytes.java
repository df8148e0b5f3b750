package dev.riffle.sessions.tap;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.table.data.RowData;

/** The bytes of a row or of its key, compared by content. The kind of the row is not part of them. */
final class RowBytes {

    /** Makes the bytes of a row. Confined to one thread. */
    interface Encoder {
        RowBytes encode(RowData row) throws IOException;
    }

    private final byte[] bytes;
    private final int hash;

    RowBytes(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowBytes that && hash == that.hash && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
