package dev.riffle.workbench.broker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.riffle.sessions.cluster.ChildCommand;
import dev.riffle.sessions.cluster.ChildProcess;
import dev.riffle.sessions.cluster.child.ParentBound;
import dev.riffle.workbench.broker.BrokerStatus.State;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker of one node that is its own controller (KRaft), as a child process on loopback. Once started it is
 * started with the server, until it is stopped. It keeps what it has for a day, and a bound of it. Safe for use from any
 * thread.
 */
public final class LocalBroker implements AutoCloseable {

    private static final String NAME = "Kafka broker";
    private static final int HEAP_MEGABYTES = 256;
    private static final Duration TIME_TO_END = Duration.ofSeconds(10);
    private static final int FORMAT_SECONDS = 60;

    private final Path folder;
    private final String classPath;
    private final Object lock = new Object();

    @GuardedBy("lock")
    private @Nullable ChildProcess process;

    @GuardedBy("lock")
    private @Nullable String trouble;

    private record Ports(int broker, int controller) {}

    /**
     * Starts nothing yet.
     *
     * @param folder where its data and logs are
     * @param classPath with Kafka, as for {@code java -cp}
     */
    public LocalBroker(Path folder, String classPath) {
        this.folder = folder.toAbsolutePath();
        this.classPath = classPath;
    }

    /** Starts it where it ran when the server ended. */
    public void startAgain() throws IOException {
        if (Files.exists(mark())) {
            start();
        }
    }

    /** Begins to start it, where it is not running. */
    public void start() throws IOException {
        synchronized (lock) {
            if (process != null) {
                return;
            }
            Files.createDirectories(folder.resolve("logs"));
            Ports ports = ports();
            Path settings = writeSettings(ports);
            List<String> command = java("kafka.Kafka", settings.toString());
            ChildProcess child = new ChildProcess(
                    new ChildCommand(
                            NAME,
                            command,
                            folder.resolve("logs").resolve("broker.log"),
                            folder.resolve("logs").resolve("broker.log"),
                            TIME_TO_END),
                    said -> {
                        synchronized (lock) {
                            trouble = said;
                        }
                    },
                    () -> format(settings));
            Files.writeString(mark(), "");
            trouble = null;
            process = child;
            child.start();
        }
    }

    /** Ends it; what is in its topics stays. */
    public void stop() throws IOException {
        Files.deleteIfExists(mark());
        close();
    }

    public BrokerStatus status() {
        synchronized (lock) {
            if (process == null) {
                return new BrokerStatus(State.OFF, null, "The broker of this server is off.");
            }
            try {
                String servers = "127.0.0.1:" + ports().broker();
                if (answers(ports().broker())) {
                    return new BrokerStatus(State.RUNNING, servers, "A broker of this server runs at " + servers + ".");
                }
                return new BrokerStatus(State.STARTING, servers, trouble == null ? "The broker is starting." : trouble);
            } catch (IOException e) {
                return new BrokerStatus(State.STARTING, null, "The broker's ports can't be read: " + e.getMessage());
            }
        }
    }

    private Path mark() {
        return folder.resolve("on");
    }

    /** Chosen once, since notebooks have the address in them. */
    private Ports ports() throws IOException {
        Path file = folder.resolve("ports");
        if (Files.exists(file)) {
            String[] kept = Files.readString(file).strip().split(" ", -1);
            return new Ports(Integer.parseInt(kept[0]), Integer.parseInt(kept[1]));
        }
        try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket controller = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(file, broker.getLocalPort() + " " + controller.getLocalPort());
            return new Ports(broker.getLocalPort(), controller.getLocalPort());
        }
    }

    private Path writeSettings(Ports ports) throws IOException {
        Path settings = folder.resolve("server.properties");
        Files.writeString(settings, """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%3$s
                num.partitions=2
                auto.create.topics.enable=true
                log.retention.hours=24
                log.retention.bytes=268435456
                log.segment.bytes=33554432
                log.cleaner.dedupe.buffer.size=16777216
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=2
                group.initial.rebalance.delay.ms=0
                """.formatted(
                        ports.broker(), ports.controller(), data().toString().replace('\\', '/')));
        return settings;
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** Makes its storage before the first start. */
    private void format(Path settings) throws IOException {
        if (Files.exists(data().resolve("meta.properties"))) {
            return;
        }
        Path said = folder.resolve("logs").resolve("format.log");
        Process process = new ProcessBuilder(java(
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        "cmlmZmxlLWxvY2FsLWJyb2tl",
                        "-c",
                        settings.toString()))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            if (!process.waitFor(FORMAT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("its storage could not be made, see " + said);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private List<String> java(String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlog4j2.disable.jmx=true",
                "-cp",
                classPath,
                ParentBound.class.getName(),
                mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Ends it until the server starts again. */
    @Override
    public void close() {
        ChildProcess running;
        synchronized (lock) {
            running = process;
            process = null;
        }
        if (running != null) {
            running.close();
        }
    }

    /** All jars of some folders, as for {@code java -cp}. */
    public static String classPathOf(List<Path> folders) {
        return String.join(
                File.pathSeparator,
                folders.stream().map(folder -> folder.resolve("*").toString()).toList());
    }
}
