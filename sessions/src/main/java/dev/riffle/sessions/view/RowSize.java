package dev.riffle.sessions.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Estimates what the values of a row take in memory, in bytes. */
final class RowSize {

    private static final int OBJECT = 24;

    private RowSize() {}

    static long of(List<@Nullable Object> values) {
        long bytes = 4L * OBJECT;
        for (int i = 0; i < values.size(); i++) {
            bytes += ofValue(values.get(i));
        }
        return bytes;
    }

    private static long ofValue(@Nullable Object value) {
        if (value instanceof String text) {
            return 2L * OBJECT + 2L * text.length();
        }
        if (value instanceof List<?> list) {
            long bytes = 2L * OBJECT;
            for (Object element : list) {
                bytes += ofValue(element);
            }
            return bytes;
        }
        return OBJECT;
    }
}
