package dev.riffle.workbench.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One tab's socket, and what came over it. Confined to the thread of its {@link ViewerLoop}. */
final class Viewer implements ServerFrames.Listener {

    /** How much a viewer reads. */
    sealed interface Pace {

        /** All that comes, at once. */
        record AsItComes() implements Pace {}

        /** At most that much a second; 0 never reads. */
        record Slow(int bytesPerSecond) implements Pace {}
    }

    private final SocketChannel channel;
    private final Pace pace;
    private final @Nullable Consumer<byte[]> wholeMessages;
    private final ServerFrames frames = new ServerFrames(this);
    private final FrameTail message = new FrameTail();
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private final ByteArrayOutputStream control = new ByteArrayOutputStream();
    private final Counted counted;
    private boolean closed;

    /** What viewers of one kind share: the delays of all their messages. */
    static final class Counted {
        final Milliseconds lag = new Milliseconds();
        final Milliseconds age = new Milliseconds();
    }

    private long messages;
    private long receivedFrames;
    private long bytes;

    /** @param wholeMessages is given every message with frames, where somebody wants to read their rows */
    Viewer(SocketChannel channel, Pace pace, Counted counted, @Nullable Consumer<byte[]> wholeMessages) {
        this.channel = channel;
        this.pace = pace;
        this.counted = counted;
        this.wholeMessages = wholeMessages;
    }

    SocketChannel channel() {
        return channel;
    }

    Pace pace() {
        return pace;
    }

    boolean isClosed() {
        return closed;
    }

    /** Messages with frames since the counters were cleared. */
    long messages() {
        return messages;
    }

    /** Frames in them, each of one view. */
    long receivedFrames() {
        return receivedFrames;
    }

    /** Bytes of the socket since the counters were cleared. */
    long bytes() {
        return bytes;
    }

    void clear() {
        messages = 0;
        receivedFrames = 0;
        bytes = 0;
    }

    /** Reads what is there, once, at most so many bytes, into a buffer that others use as well. */
    void read(ByteBuffer buffer, int mostBytes) {
        buffer.clear().limit(Math.min(buffer.capacity(), mostBytes));
        try {
            if (channel.read(buffer) < 0) {
                close();
                return;
            }
            take(buffer.flip());
        } catch (IOException e) {
            close();
        }
    }

    /** Takes bytes that came from the socket. */
    void take(ByteBuffer received) {
        bytes += received.remaining();
        frames.take(received);
    }

    void send(int opcode, byte[] payload) {
        try {
            channel.write(ServerFrames.toServer(opcode, payload));
        } catch (IOException e) {
            close();
        }
    }

    void close() {
        closed = true;
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }

    @Override
    public void part(int opcode, ByteBuffer part) {
        if (opcode == ServerFrames.TEXT) {
            message.take(part);
            if (wholeMessages != null) {
                append(whole, part);
            }
        } else {
            append(control, part);
        }
    }

    private static void append(ByteArrayOutputStream to, ByteBuffer part) {
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        to.writeBytes(copy);
    }

    @Override
    public void complete(int opcode) {
        switch (opcode) {
            case ServerFrames.TEXT -> completeMessage();
            case ServerFrames.PING -> send(0xA, control.toByteArray());
            case ServerFrames.CLOSE -> close();
            default -> {
                // Pongs and binary messages mean nothing here.
            }
        }
        control.reset();
    }

    private void completeMessage() {
        if (message.isFrames()) {
            long now = System.currentTimeMillis();
            messages++;
            receivedFrames += message.frames();
            count(counted.lag, now, message.at());
            count(counted.age, now, message.changedAt());
            if (wholeMessages != null) {
                wholeMessages.accept(whole.toByteArray());
            }
        }
        message.clear();
        whole.reset();
    }

    private static void count(Milliseconds delays, long now, long then) {
        if (then >= 0) {
            delays.add(now - then);
        }
    }
}
