package dev.riffle.sessions.view;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Some neighbouring rows of a {@link RowTable}, by ascending id. One that is shared is never changed again. */
final class RowChunk {

    private @Nullable ViewRow[] rows;
    private int size;
    private boolean shared;

    RowChunk(int room) {
        this.rows = new ViewRow[room];
    }

    RowChunk copy(int room) {
        RowChunk copy = new RowChunk(room);
        System.arraycopy(rows, 0, copy.rows, 0, size);
        copy.size = size;
        return copy;
    }

    void share() {
        shared = true;
    }

    boolean isShared() {
        return shared;
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == rows.length;
    }

    ViewRow at(int index) {
        ViewRow row = rows[index];
        if (index >= size || row == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return row;
    }

    long firstId() {
        return at(0).id();
    }

    long lastId() {
        return at(size - 1).id();
    }

    @Nullable
    ViewRow get(long id) {
        int index = indexOf(id);
        return index < 0 ? null : rows[index];
    }

    void replace(ViewRow row) {
        rows[indexOf(row.id())] = row;
    }

    void append(ViewRow row) {
        rows[size++] = row;
    }

    void appendAll(RowChunk next) {
        if (size + next.size > rows.length) {
            rows = Arrays.copyOf(rows, size + next.size);
        }
        System.arraycopy(next.rows, 0, rows, size, next.size);
        size += next.size;
    }

    void remove(long id) {
        int index = indexOf(id);
        System.arraycopy(rows, index + 1, rows, index, size - index - 1);
        rows[--size] = null;
    }

    private int indexOf(long id) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long there = at(middle).id();
            if (there == id) {
                return middle;
            }
            if (there < id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }
}
