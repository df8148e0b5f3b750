package dev.riffle.sessions.tap;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Parts that are on their way to the client, numbered from 1, until it has them. At most {@link #WINDOW} of them are
 * under way at once. Confined to the task's thread.
 */
final class Outbox {

    /** 4 MiB at the most in the JobManager for one result. */
    static final int WINDOW = 16;

    private final Consumer<NumberedPart> send;
    private final ArrayDeque<NumberedPart> waiting = new ArrayDeque<>();
    private long added;
    private long sent;

    /** One part of a frame with its number. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and never changed once it is here.
    record NumberedPart(long number, byte[] bytes) {}

    Outbox(Consumer<NumberedPart> send) {
        this.send = send;
    }

    void add(List<byte[]> parts) {
        for (byte[] part : parts) {
            waiting.addLast(new NumberedPart(++added, part));
        }
        sendWithinWindow();
    }

    /** The client has all parts up to this number. */
    void acknowledge(long number) {
        while (!waiting.isEmpty() && waiting.getFirst().number() <= number) {
            waiting.removeFirst();
        }
        sendWithinWindow();
    }

    private void sendWithinWindow() {
        if (waiting.isEmpty()) {
            return;
        }
        long first = waiting.getFirst().number();
        Iterator<NumberedPart> parts = waiting.iterator();
        while (parts.hasNext() && sent < first + WINDOW - 1) {
            NumberedPart part = parts.next();
            if (part.number() > sent) {
                sent = part.number();
                send.accept(part);
            }
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** What the client does not have yet, as far as is known here. */
    List<byte[]> unacknowledged() {
        List<byte[]> parts = new ArrayList<>();
        waiting.forEach(part -> parts.add(part.bytes()));
        return parts;
    }
}
