package dev.riffle.sessions.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * The loopback ports of one local cluster, kept over restarts of its processes so that they find each other again, unless
 * another process has taken one.
 *
 * @param rest of the JobManager's REST interface
 * @param rpc of the JobManager
 */
record ClusterPorts(int rest, int rpc) {

    /** Two ports that are free now. Another process may still take one first; see {@link #areFree}. */
    static ClusterPorts free() throws IOException {
        try (ServerSocket rest = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket rpc = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new ClusterPorts(rest.getLocalPort(), rpc.getLocalPort());
        }
    }

    /** Whether a JobManager could listen on both now. */
    boolean areFree() {
        try (ServerSocket first = new ServerSocket(rest, 1, InetAddress.getLoopbackAddress());
                ServerSocket second = new ServerSocket(rpc, 1, InetAddress.getLoopbackAddress())) {
            return first.isBound() && second.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
