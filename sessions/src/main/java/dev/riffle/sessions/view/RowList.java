package dev.riffle.sessions.view;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The rows of chunks that do not change any more, as a list. Safe for use from any thread. */
final class RowList extends AbstractList<ViewRow> {

    private final RowChunk[] chunks;
    private final int size;

    RowList(RowChunk[] chunks, int size) {
        this.chunks = chunks;
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public ViewRow get(int index) {
        int rest = index;
        for (RowChunk chunk : chunks) {
            if (rest < chunk.size()) {
                return chunk.at(rest);
            }
            rest -= chunk.size();
        }
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public Iterator<ViewRow> iterator() {
        return new Iterator<>() {
            private int chunk;
            private int next;

            @Override
            public boolean hasNext() {
                return chunk < chunks.length;
            }

            @Override
            public ViewRow next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                ViewRow row = chunks[chunk].at(next++);
                if (next == chunks[chunk].size()) {
                    chunk++;
                    next = 0;
                }
                return row;
            }
        };
    }
}
