package dev.riffle.workbench.benchmark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Beginning and end of a message, and how many frames are in it: enough to know when the last of them was made, without
 * decoding the rows between. So one thread follows a thousand viewers. Confined to one thread.
 */
final class FrameTail {

    private static final byte[] FRAMES = ascii("{\"type\":\"frames\"");
    private static final byte[] VIEW = ascii("\"view\":\"");
    private static final byte[] AT = ascii("\"at\":");
    private static final byte[] CHANGED_AT = ascii("\"changedAt\":");
    private static final int KEPT = 256;

    private final byte[] head = new byte[FRAMES.length];
    private final byte[] tail = new byte[KEPT];
    private int headLength;
    private int tailLength;
    private int viewMatched;
    private int frames;

    void clear() {
        headLength = 0;
        tailLength = 0;
        viewMatched = 0;
        frames = 0;
    }

    void take(ByteBuffer part) {
        while (headLength < head.length && headLength < part.remaining()) {
            head[headLength] = part.get(part.position() + headLength);
            headLength++;
        }
        countFrames(part);
        int length = Math.min(part.remaining(), KEPT);
        int kept = Math.min(tailLength, KEPT - length);
        System.arraycopy(tail, tailLength - kept, tail, 0, kept);
        part.get(part.limit() - length, tail, kept, length);
        tailLength = kept + length;
    }

    /** Each frame names its view once. */
    private void countFrames(ByteBuffer part) {
        for (int i = part.position(); i < part.limit(); i++) {
            byte next = part.get(i);
            viewMatched = next == VIEW[viewMatched] ? viewMatched + 1 : next == VIEW[0] ? 1 : 0;
            if (viewMatched == VIEW.length) {
                viewMatched = 0;
                frames++;
            }
        }
    }

    /** Frames in the message so far. */
    int frames() {
        return frames;
    }

    boolean isFrames() {
        return headLength == head.length && Arrays.equals(head, FRAMES);
    }

    /** When the last frame was encoded, on the server's clock; −1 where it does not say. */
    long at() {
        return numberAfter(AT);
    }

    /** When the oldest change of the last frame reached the tap, on the TaskManager's clock; −1 where it does not say. */
    long changedAt() {
        return numberAfter(CHANGED_AT);
    }

    private long numberAfter(byte[] name) {
        for (int start = tailLength - name.length; start >= 0; start--) {
            if (Arrays.equals(tail, start, start + name.length, name, 0, name.length)) {
                return number(start + name.length);
            }
        }
        return -1;
    }

    private long number(int start) {
        long number = 0;
        int i = start;
        while (i < tailLength && tail[i] >= '0' && tail[i] <= '9') {
            number = number * 10 + tail[i++] - '0';
        }
        return i == start ? -1 : number;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
