package dev.riffle.sessions.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A way to a cluster that can be cut and mended: what a broken network does. Safe for use from any thread. */
public final class CuttableRelay implements AutoCloseable {

    private final URI target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket server;

    public CuttableRelay(URI target) throws IOException {
        this.target = target;
        ServerSocket first = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = first.getLocalPort();
        accept(first);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Ends all connections and takes no more. */
    public synchronized void cut() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    public synchronized void mend() throws IOException {
        ServerSocket next = new ServerSocket();
        next.setReuseAddress(true);
        next.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        accept(next);
    }

    private synchronized void accept(ServerSocket listening) {
        server = listening;
        start(() -> {
            while (!listening.isClosed()) {
                Socket here = listening.accept();
                Socket there = new Socket(target.getHost(), target.getPort());
                if (join(listening, here, there)) {
                    start(() -> carry(here, there));
                    start(() -> carry(there, here));
                }
            }
        });
    }

    /** False where the way was cut while they were being connected: both are closed then. */
    private synchronized boolean join(ServerSocket listening, Socket here, Socket there) throws IOException {
        if (server != listening) {
            here.close();
            there.close();
            return false;
        }
        sockets.add(here);
        sockets.add(there);
        return true;
    }

    private void carry(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void start(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException e) {
                        // Cut: that is what it is for.
                    }
                },
                "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
