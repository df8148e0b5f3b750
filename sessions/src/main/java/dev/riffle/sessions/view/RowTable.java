package dev.riffle.sessions.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows by id in the order of their ids, which is the order in which they came. They lie in chunks that a snapshot
 * shares: taking one copies no rows, and a chunk is copied when it is changed afterwards. Confined to the view.
 */
final class RowTable {

    static final int CHUNK_ROWS = 256;

    /** Neighbours with so few rows together become one. */
    private static final int MERGED_ROWS = CHUNK_ROWS / 2;

    /** Never empty, ascending, and so are the rows in each. */
    private final List<RowChunk> chunks = new ArrayList<>();

    private int size;

    int size() {
        return size;
    }

    @Nullable
    ViewRow get(long id) {
        int at = chunkOf(id);
        return at < 0 ? null : chunks.get(at).get(id);
    }

    /** Adds a row with a higher id than all others, or replaces the one with the same id where it stands. */
    void put(ViewRow row) {
        int at = chunkOf(row.id());
        if (at >= 0 && chunks.get(at).get(row.id()) != null) {
            own(at).replace(row);
            return;
        }
        if (!chunks.isEmpty() && chunks.get(chunks.size() - 1).lastId() > row.id()) {
            throw new IllegalStateException("row " + row.id() + " is not the newest");
        }
        if (chunks.isEmpty() || chunks.get(chunks.size() - 1).isFull()) {
            chunks.add(new RowChunk(CHUNK_ROWS));
        }
        own(chunks.size() - 1).append(row);
        size++;
    }

    ViewRow remove(long id) {
        int at = chunkOf(id);
        ViewRow row = at < 0 ? null : chunks.get(at).get(id);
        if (row == null) {
            throw new IllegalStateException("row " + id + " is not in the view");
        }
        RowChunk chunk = own(at);
        chunk.remove(id);
        size--;
        if (chunk.size() == 0) {
            chunks.remove(at);
        } else if (at + 1 < chunks.size() && chunk.size() + chunks.get(at + 1).size() <= MERGED_ROWS) {
            chunk.appendAll(chunks.remove(at + 1));
        }
        return row;
    }

    long oldestId() {
        return chunks.get(0).firstId();
    }

    /** All rows as they are now, whatever becomes of the table. */
    List<ViewRow> all() {
        RowChunk[] taken = chunks.toArray(new RowChunk[0]);
        Arrays.stream(taken).forEach(RowChunk::share);
        return new RowList(taken, size);
    }

    void clear() {
        chunks.clear();
        size = 0;
    }

    /** The chunk at that place, as one that may be changed. */
    private RowChunk own(int at) {
        RowChunk chunk = chunks.get(at);
        if (chunk.isShared()) {
            chunk = chunk.copy(CHUNK_ROWS);
            chunks.set(at, chunk);
        }
        return chunk;
    }

    /** Where the only chunk is that may have the id; -1 where there is none. */
    private int chunkOf(long id) {
        int low = 0;
        int high = chunks.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (chunks.get(middle).firstId() <= id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }
}
