package dev.riffle.workbench.connect.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A key or a value.
 *
 * @param text what it says; of what is no UTF-8 the first bytes in hexadecimal
 * @param binary whether it is no UTF-8
 * @param cut whether there is more of it than the text has
 * @param schema the id that a schema registry has for its schema, where it begins like that; else null
 */
public record MessagePart(
        String text, boolean binary, boolean cut, @Nullable Integer schema) {

    /** Bytes beyond these are not looked at. */
    static final int MOST_BYTES = 64 << 10;

    private static final int MOST_HEXADECIMAL_BYTES = 64;
    private static final int HEADER_BYTES = 5;

    static @Nullable MessagePart of(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length > HEADER_BYTES && bytes[0] == 0) {
            return new MessagePart(
                    hexadecimal(bytes),
                    true,
                    false,
                    ByteBuffer.wrap(bytes, 1, 4).getInt());
        }
        try {
            int length = Math.min(bytes.length, MOST_BYTES);
            // A character may be cut in two at the end.
            while (length < bytes.length && length > 0 && (bytes[length] & 0xC0) == 0x80) {
                length--;
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
            return new MessagePart(text, false, length < bytes.length, null);
        } catch (CharacterCodingException binary) {
            return new MessagePart(hexadecimal(bytes), true, false, null);
        }
    }

    private static String hexadecimal(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(bytes.length, MOST_HEXADECIMAL_BYTES));
    }
}
