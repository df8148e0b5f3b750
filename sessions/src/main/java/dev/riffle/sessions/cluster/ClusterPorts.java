package dev.riffle.sessions.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * The loopback ports of one local cluster, kept over restarts of its processes so that they find each other again.
 *
 * @param rest of the JobManager's REST interface
 * @param rpc of the JobManager
 */
record ClusterPorts(int rest, int rpc) {

    /** Two ports that are free now. Another process may still take one first; the cluster then picks others. */
    static ClusterPorts free() throws IOException {
        try (ServerSocket rest = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket rpc = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new ClusterPorts(rest.getLocalPort(), rpc.getLocalPort());
        }
    }
}
