package dev.riffle.workbench.benchmark;

import java.nio.ByteBuffer;

/** Takes a server's WebSocket frames (RFC 6455, section 5.2) apart as their bytes arrive. Confined to one thread. */
final class ServerFrames {

    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;

    private static final int CONTINUATION = 0;
    private static final int CONTROL = 8;

    /** Told of messages part by part, so that nobody has to hold a whole one. */
    interface Listener {

        /** Some of the payload of a message or of a control frame. */
        void part(int opcode, ByteBuffer bytes);

        /** The message or the control frame is complete. */
        void complete(int opcode);
    }

    private final Listener listener;
    private final byte[] header = new byte[10];
    private int headerBytes;
    private long payloadLeft = -1;
    private int frameOpcode;
    private int messageOpcode;
    private boolean lastFrame;

    ServerFrames(Listener listener) {
        this.listener = listener;
    }

    void take(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (payloadLeft < 0) {
                header[headerBytes++] = bytes.get();
                if (headerBytes >= 2 && headerBytes == headerLength()) {
                    begin();
                }
            } else {
                pass(bytes);
            }
        }
    }

    private int headerLength() {
        return switch (header[1] & 0x7f) {
            case 126 -> 4;
            case 127 -> 10;
            default -> 2;
        };
    }

    private void begin() {
        lastFrame = (header[0] & 0x80) != 0;
        int opcode = header[0] & 0x0f;
        if (opcode != CONTINUATION && opcode < CONTROL) {
            messageOpcode = opcode;
        }
        frameOpcode = opcode == CONTINUATION ? messageOpcode : opcode;
        payloadLeft = header[1] & 0x7f;
        if (headerBytes > 2) {
            payloadLeft = 0;
            for (int i = 2; i < headerBytes; i++) {
                payloadLeft = (payloadLeft << 8) | (header[i] & 0xff);
            }
        }
        headerBytes = 0;
        if (payloadLeft == 0) {
            end();
        }
    }

    private void pass(ByteBuffer bytes) {
        int length = (int) Math.min(payloadLeft, bytes.remaining());
        ByteBuffer part = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        payloadLeft -= length;
        listener.part(frameOpcode, part);
        if (payloadLeft == 0) {
            end();
        }
    }

    private void end() {
        payloadLeft = -1;
        if (lastFrame || frameOpcode >= CONTROL) {
            listener.complete(frameOpcode);
        }
    }

    /** A frame to the server. Its mask is zero: masks protect proxies, and there is none. */
    static ByteBuffer toServer(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        return frame.putInt(0).put(payload).flip();
    }
}
