package dev.riffle.workbench.connect.kafka;

import static org.awaitility.Awaitility.await;

import dev.riffle.sessions.cluster.child.ParentBound;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Kafka broker with a listener for each way to come in, and rights that not everybody has. */
public final class ManyDoors implements AutoCloseable {

    public static final String PASSWORD = "correct-horse";

    /** The ways in; admin and nobody sign in where that is asked for. */
    public enum Listener {
        PLAIN("PLAINTEXT"),
        TLS("SSL"),
        EXPIRED("SSL"),
        ELSEWHERE("SSL"),
        MUTUAL("SSL"),
        LOGIN("SASL_PLAINTEXT"),
        LOGINTLS("SASL_SSL"),
        LOST("PLAINTEXT");

        private final String protocol;

        Listener(String protocol) {
            this.protocol = protocol;
        }
    }

    private final Map<Listener, Integer> ports = new LinkedHashMap<>();
    private final Process process;
    private final Keys keys;
    private final String expiredCertificate;
    private final String elsewhereCertificate;

    public ManyDoors(Path folder) throws IOException, InterruptedException {
        keys = Keys.authority(folder, "authority").sign("broker", "dns:localhost,ip:127.0.0.1");
        Keys expired = Keys.authority(folder, "authority-of-old")
                .sign("expired", "dns:localhost,ip:127.0.0.1", "-startdate", "-10d", "-validity", "5");
        Keys elsewhere = Keys.authority(folder, "authority-of-others").sign("elsewhere", "dns:kafka.invalid");
        expiredCertificate = expired.certificate();
        elsewhereCertificate = elsewhere.certificate();
        int controller = freePorts();
        Path settings = folder.resolve("server.properties");
        StringBuilder text = new StringBuilder();
        text.append("process.roles=broker,controller\nnode.id=1\ncontroller.listener.names=CONTROLLER\n");
        text.append("controller.quorum.voters=1@127.0.0.1:").append(controller).append('\n');
        text.append("listeners=")
                .append(listed(""))
                .append(",CONTROLLER://127.0.0.1:")
                .append(controller)
                .append('\n');
        text.append("advertised.listeners=").append(listed("broker.invalid")).append('\n');
        text.append("listener.security.protocol.map=CONTROLLER:PLAINTEXT,")
                .append(Stream.of(Listener.values())
                        .map(listener -> listener + ":" + listener.protocol)
                        .collect(Collectors.joining(",")))
                .append('\n');
        text.append("inter.broker.listener.name=PLAIN\nlog.dirs=")
                .append(folder.resolve("log"))
                .append('\n');
        text.append(
                "log.cleaner.dedupe.buffer.size=16777216\noffsets.topic.replication.factor=1\noffsets.topic.num.partitions=1\n");
        text.append("authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer\n");
        text.append("super.users=User:ANONYMOUS;User:admin\n");
        store(text, "tls", keys);
        store(text, "mutual", keys);
        text.append("listener.name.mutual.ssl.client.auth=required\n");
        store(text, "expired", expired);
        store(text, "elsewhere", elsewhere);
        store(text, "logintls", keys);
        for (String listener : List.of("login", "logintls")) {
            text.append("listener.name." + listener + ".sasl.enabled.mechanisms=PLAIN\n");
            text.append("listener.name." + listener
                    + ".plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required "
                    + Stream.of("admin", "nobody")
                            .map(user -> "user_" + user + "=\"" + PASSWORD + "\"")
                            .collect(Collectors.joining(" "))
                    + ";\n");
        }
        Files.writeString(settings, text);
        Process format = java(
                folder,
                "kafka.tools.StorageTool",
                "format",
                "-t",
                "cmlmZmxlLW1hbnktZG9vcnMu",
                "-c",
                settings.toString());
        if (format.waitFor() != 0) {
            throw new IOException("the broker's storage could not be made, see " + folder);
        }
        process = java(folder, "kafka.Kafka", settings.toString());
        await().atMost(Duration.ofSeconds(60)).until(this::answers);
    }

    private int freePorts() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (Listener listener : Listener.values()) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                sockets.add(socket);
                ports.put(listener, socket.getLocalPort());
            }
            ServerSocket controller = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(controller);
            return controller.getLocalPort();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    /** @param lost the host that the listener LOST says it has; empty for the one where it listens */
    private String listed(String lost) {
        return ports.entrySet().stream()
                .map(entry -> {
                    String host = entry.getKey() == Listener.LOST && !lost.isEmpty()
                            ? lost
                            : lost.isEmpty() ? "127.0.0.1" : "localhost";
                    return entry.getKey() + "://" + host + ":" + entry.getValue();
                })
                .collect(Collectors.joining(","));
    }

    private static void store(StringBuilder text, String listener, Keys keys) {
        text.append("listener.name." + listener + ".ssl.keystore.type=PKCS12\n");
        text.append("listener.name." + listener + ".ssl.keystore.location=" + keys.store() + "\n");
        text.append("listener.name." + listener + ".ssl.keystore.password=" + Keys.PASSWORD + "\n");
        text.append("listener.name." + listener + ".ssl.key.password=" + Keys.PASSWORD + "\n");
        text.append("listener.name." + listener + ".ssl.truststore.type=PKCS12\n");
        text.append("listener.name." + listener + ".ssl.truststore.location=" + keys.store() + "\n");
        text.append("listener.name." + listener + ".ssl.truststore.password=" + Keys.PASSWORD + "\n");
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the broker ended with " + process.exitValue());
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(Listener.PLAIN))) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    int port(Listener listener) {
        return java.util.Objects.requireNonNull(ports.get(listener));
    }

    public String address(Listener listener) {
        return "localhost:" + port(listener);
    }

    /** PEM of the authority that has signed the listener's certificate. */
    public String certificate(Listener listener) {
        return switch (listener) {
            case EXPIRED -> expiredCertificate;
            case ELSEWHERE -> elsewhereCertificate;
            case PLAIN, TLS, MUTUAL, LOGIN, LOGINTLS, LOST -> keys.certificate();
        };
    }

    private static Process java(Path folder, String mainClass, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ParentBound.class.getName(),
                mainClass));
        command.addAll(List.of(arguments));
        File log = folder.resolve(mainClass + ".log").toFile();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
