package dev.riffle.sessions.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A 32-bit hash of a row that Java and TypeScript compute alike; a view's checksum is the sum of its rows' hashes
 * modulo 2^32, so that it can be kept up to date change by change and does not depend on the order of rows.
 *
 * <p>The steps are those of MurmurHash3 (x86, 32 bit) over 32-bit words. A row is the words of its id (low, then high)
 * and of its values; then the number of words is mixed in and the hash finished. The words of a value: null 0; false 1;
 * true 2; a number 3 and the low and high word of its IEEE 754 double; a string 4, its length and each UTF-16 code
 * unit; a list 5, its size and its elements. An integer beyond ±(2^53 − 1) is the string of its digits; NaN and the
 * infinities are the strings {@code NaN}, {@code Infinity} and {@code -Infinity}, as on the wire.
 */
public final class RowChecksum {

    private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    private int hash;
    private int words;

    private RowChecksum() {}

    /** The hash of one row. */
    public static int of(long id, List<@Nullable Object> values) {
        RowChecksum checksum = new RowChecksum();
        checksum.word((int) id);
        checksum.word((int) (id >>> 32));
        for (Object value : values) {
            checksum.value(value);
        }
        return checksum.finish();
    }

    private void value(@Nullable Object value) {
        if (value == null) {
            word(0);
        } else if (value instanceof Boolean bool) {
            word(bool ? 2 : 1);
        } else if (value instanceof Long number) {
            if (number < -MAX_SAFE_INTEGER || number > MAX_SAFE_INTEGER) {
                text(Long.toString(number));
            } else {
                number((double) number);
            }
        } else if (value instanceof Double number) {
            if (number.isNaN() || number.isInfinite()) {
                text(Double.toString(number));
            } else {
                number(number);
            }
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof List<?> list) {
            word(5);
            word(list.size());
            for (Object element : list) {
                value(element);
            }
        } else {
            throw new IllegalArgumentException("not a value of a row: " + value.getClass());
        }
    }

    private void number(double number) {
        long bits = Double.doubleToRawLongBits(number);
        word(3);
        word((int) bits);
        word((int) (bits >>> 32));
    }

    private void text(String text) {
        word(4);
        word(text.length());
        for (int i = 0; i < text.length(); i++) {
            word(text.charAt(i));
        }
    }

    private void word(int word) {
        int k = Integer.rotateLeft(word * 0xcc9e2d51, 15) * 0x1b873593;
        hash = Integer.rotateLeft(hash ^ k, 13) * 5 + 0xe6546b64;
        words++;
    }

    private int finish() {
        int h = hash ^ words;
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }
}
