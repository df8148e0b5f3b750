package dev.riffle.workbench.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All viewers on one thread, on bare sockets: a thousand of them must not be what limits a machine of two cores. What
 * belongs to viewers is touched on that thread only; {@link #call} gets there.
 */
final class ViewerLoop implements AutoCloseable {

    private static final int TICK_MILLIS = 250;
    private static final int TICKS_TO_PING = 40;
    private static final byte[] PING = "{\"type\":\"ping\"}".getBytes(StandardCharsets.US_ASCII);

    private final URI origin;
    private final String token;
    private final Selector selector;
    private final Thread thread;
    private final ConcurrentLinkedQueue<Runnable> calls = new ConcurrentLinkedQueue<>();
    private final List<Viewer> viewers = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    private long ticks;
    private volatile boolean ended;

    ViewerLoop(URI origin, String token) throws IOException {
        this.origin = origin;
        this.token = token;
        this.selector = Selector.open();
        this.thread = new Thread(this::loop, "viewers");
        thread.setDaemon(true);
        thread.start();
    }

    /** Connects one more viewer of these views. Returns when the server has taken the connection. */
    Viewer open(List<String> views, Viewer.Pace pace, Viewer.Counted counted, @Nullable Consumer<byte[]> wholeMessages)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        if (pace instanceof Viewer.Pace.Slow) {
            // A small buffer is soon full, as that of a stopped browser is after a while.
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        }
        channel.connect(new InetSocketAddress(origin.getHost(), origin.getPort()));
        ByteBuffer left = upgrade(channel);
        for (String view : views) {
            String watch = "{\"type\":\"watch\",\"view\":\"" + view + "\",\"seen\":null}";
            channel.write(ServerFrames.toServer(ServerFrames.TEXT, watch.getBytes(StandardCharsets.UTF_8)));
        }
        channel.configureBlocking(false);
        Viewer viewer = new Viewer(channel, pace, counted, wholeMessages);
        call(() -> {
            viewer.take(left);
            viewers.add(viewer);
            if (pace instanceof Viewer.Pace.AsItComes) {
                register(viewer);
            }
            return viewer;
        });
        return viewer;
    }

    private void register(Viewer viewer) {
        try {
            viewer.channel().register(selector, SelectionKey.OP_READ, viewer);
        } catch (IOException e) {
            viewer.close();
        }
    }

    /** The opening handshake. Returns what came behind the server's answer. No compression is offered. */
    private ByteBuffer upgrade(SocketChannel channel) throws IOException {
        String request = "GET /api/live HTTP/1.1\r\nHost: " + origin.getAuthority()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: cmlmZmxlIGJlbmNobWFyaw==\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        ByteBuffer answer = ByteBuffer.allocate(64 * 1024);
        while (true) {
            if (channel.read(answer) < 0) {
                throw new IOException("the server closed before it answered");
            }
            String text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end >= 0) {
                if (!text.startsWith("HTTP/1.1 101")) {
                    throw new IOException("the server refused the socket: " + text);
                }
                return answer.flip().position(end + 4);
            }
        }
    }

    /** Runs it on the thread of the viewers, and waits for what it returns. */
    <T> T call(Supplier<T> task) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        calls.add(() -> {
            try {
                answer.complete(task.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        selector.wakeup();
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Closes these viewers, and forgets them. */
    void dismiss(List<Viewer> some) {
        call(() -> {
            some.forEach(Viewer::close);
            return viewers.removeAll(some);
        });
    }

    private void loop() {
        try {
            long nextTick = System.nanoTime();
            while (!ended) {
                selector.select(Math.max(1, (nextTick - System.nanoTime()) / 1_000_000));
                for (SelectionKey key : selector.selectedKeys()) {
                    ((Viewer) key.attachment()).read(buffer, buffer.capacity());
                }
                selector.selectedKeys().clear();
                for (Runnable call = calls.poll(); call != null; call = calls.poll()) {
                    call.run();
                }
                if (System.nanoTime() >= nextTick) {
                    nextTick += TICK_MILLIS * 1_000_000L;
                    tick();
                }
            }
            viewers.forEach(Viewer::close);
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tick() {
        ticks++;
        for (Viewer viewer : viewers) {
            if (viewer.isClosed()) {
                continue;
            }
            if (viewer.pace() instanceof Viewer.Pace.Slow slow && slow.bytesPerSecond() > 0) {
                viewer.read(buffer, slow.bytesPerSecond() * TICK_MILLIS / 1000);
            }
            // One that never reads stands for a browser that is stopped: it says nothing either.
            if (ticks % TICKS_TO_PING == 0 && !isFrozen(viewer)) {
                viewer.send(ServerFrames.TEXT, PING);
            }
        }
    }

    private static boolean isFrozen(Viewer viewer) {
        return viewer.pace() instanceof Viewer.Pace.Slow slow && slow.bytesPerSecond() == 0;
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        selector.wakeup();
        thread.join();
    }
}
