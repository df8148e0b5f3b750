package dev.riffle.workbench.connect.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * What answers at an address, found by knocking: a Kafka client alone can't tell a wrong protocol from a broker that is
 * slow. Nothing that is secret is sent.
 */
enum Door {
    UNKNOWN_HOST,
    REFUSED,
    NO_ROUTE,
    /** No connection came about in time. */
    SILENT,
    /** It takes connections and says nothing. */
    MUTE,
    /** Kafka's protocol, without TLS. */
    KAFKA,
    TLS,
    SOMETHING_ELSE;

    /** Where addresses are knocked at, several at once. */
    static final Executor KNOCKING = Executors.newFixedThreadPool(20, task -> {
        Thread thread = new Thread(task, "knock");
        thread.setDaemon(true);
        return thread;
    });

    private enum Answer {
        RIGHT,
        OTHER,
        NONE
    }

    private static final int MILLIS = 2_000;
    private static final int CORRELATION = 0x52494646;
    private static final int MOST_ANSWER_BYTES = 1 << 20;

    /** Takes three times two seconds at most. */
    static Door at(ServerAddress address) {
        try {
            InetAddress host = InetAddress.getByName(address.host());
            InetSocketAddress place = new InetSocketAddress(host, address.port());
            Answer plain = asKafka(place);
            if (plain == Answer.RIGHT) {
                return KAFKA;
            }
            Answer tls = withTls(place);
            if (tls == Answer.RIGHT) {
                return TLS;
            }
            return plain == Answer.NONE && tls == Answer.NONE ? MUTE : SOMETHING_ELSE;
        } catch (UnknownHostException e) {
            return UNKNOWN_HOST;
        } catch (SocketTimeoutException e) {
            return SILENT;
        } catch (NoRouteToHostException e) {
            return NO_ROUTE;
        } catch (IOException e) {
            return REFUSED;
        }
    }

    /** Sends an ApiVersions request of version 0, which brokers answer to everybody. */
    private static Answer asKafka(InetSocketAddress place) throws IOException {
        try (Socket socket = connected(place)) {
            try {
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeInt(10);
                out.writeShort(18);
                out.writeShort(0);
                out.writeInt(CORRELATION);
                out.writeShort(-1);
                out.flush();
                DataInputStream in = new DataInputStream(socket.getInputStream());
                int length = in.readInt();
                boolean isAnswer = length >= 6 && length <= MOST_ANSWER_BYTES && in.readInt() == CORRELATION;
                return isAnswer ? Answer.RIGHT : Answer.OTHER;
            } catch (SocketTimeoutException nothingCame) {
                return Answer.NONE;
            } catch (IOException closed) {
                return Answer.OTHER;
            }
        }
    }

    private static Answer withTls(InetSocketAddress place) throws IOException {
        try (Socket socket = connected(place)) {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[] {new AnyCertificate()}, null);
                try (SSLSocket tls = (SSLSocket)
                        context.getSocketFactory().createSocket(socket, place.getHostString(), place.getPort(), true)) {
                    tls.startHandshake();
                    return Answer.RIGHT;
                }
            } catch (SocketTimeoutException nothingCame) {
                return Answer.NONE;
            } catch (IOException | GeneralSecurityException noHandshake) {
                return Answer.OTHER;
            }
        }
    }

    private static Socket connected(InetSocketAddress place) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout(MILLIS);
            socket.connect(place, MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Only to learn whether there is TLS at all: nothing is sent after the handshake. */
    private static final class AnyCertificate implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
